// The release of Argdown's parser, as a JSON object; what is asked comes back under "asked".
import { readFileSync } from "node:fs";
import { argdown } from "@argdown/core";

const asked = JSON.parse(readFileSync(0, "utf8"));
const home = new URL("node_modules/@argdown/core/package.json", import.meta.url);
const { version } = JSON.parse(readFileSync(home, "utf8"));
process.stdout.write(JSON.stringify({ asked, argdown: version, runs: typeof argdown.run }));
