// Argdown's own parser: a JSON list of texts on standard input, what it finds in each as a JSON list on standard output.
import { readFileSync } from "node:fs";
import { argdown, ArgdownTypes } from "@argdown/core";

const plain = (text) => (text === undefined || text === null ? null : text.trim());

const textOf = (thing) => {
  const told = thing.members.filter((member) => !member.isReference && member.text);
  return told.length ? plain(told[told.length - 1].text) : null;
};

const endOf = (thing) => {
  if (thing.type === ArgdownTypes.INFERENCE) return ["inference", thing.argumentTitle ?? ""];
  return [thing.type === ArgdownTypes.ARGUMENT ? "argument" : "statement", thing.title];
};

const read = (input) => {
  const silent = { setLevel() {}, log() {} };
  let response;
  try {
    response = argdown.run(
      { input, process: ["parse-input", "build-model"], logLevel: "silent", throwExceptions: false },
      silent,
    );
  } catch (error) {
    return { statements: {}, arguments: {}, relations: [], errors: [String(error.message ?? error)] };
  }
  const errors = [
    ...(response.exceptions ?? []).map((error) => String(error.message)),
    ...(response.lexerErrors ?? []).map((error) => String(error.message)),
    ...(response.parserErrors ?? []).map((error) => String(error.message).slice(0, 300)),
  ];
  const found = { statements: {}, arguments: {}, relations: [], steps: [], tags: {}, data: {}, headings: [], errors };
  for (const kind of ["statements", "arguments"]) {
    for (const [title, thing] of Object.entries(response[kind] ?? {})) {
      found[kind][title] = textOf(thing);
      if (thing.tags?.length) found.tags[title] = thing.tags;
      if (thing.data) found.data[title] = thing.data;
    }
  }
  for (const relation of response.relations ?? []) {
    found.relations.push([relation.relationType, endOf(relation.from), endOf(relation.to)]);
  }
  for (const argument of Object.values(response.arguments ?? {})) {
    if (argument.pcs?.length) found.steps.push([argument.title, argument.pcs.map((s) => [s.role, s.title])]);
  }
  for (const section of response.sections ?? []) found.headings.push(section.title);
  return found;
};

const inputs = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(inputs.map(read)));
