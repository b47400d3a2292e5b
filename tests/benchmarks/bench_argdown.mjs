// What a program of ten lines costs that parses a map's Argdown and writes it as JSON: `node bench_argdown.mjs IN OUT`.
import { readFileSync, writeFileSync } from "node:fs";
import { argdown } from "@argdown/core";

const [file, target] = process.argv.slice(2);
const silent = { setLevel() {}, log() {} };
const process_ = ["parse-input", "build-model", "export-json"];
const response = argdown.run({ input: readFileSync(file, "utf8"), process: process_, logLevel: "silent" }, silent);
writeFileSync(target, response.json);
