// Verdicts of ajv. Run by validators.rs: node validators.js KEYWORDS SCHEMA [FOLDER]. Compiles the schema in strict mode,
// with KEYWORDS (a JSON list) as those of editors and tools, and prints which of the folder's files it accepts.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const addFormats = require("ajv-formats");

const [keywords, file, folder] = process.argv.slice(2);
const schema = JSON.parse(fs.readFileSync(file, "utf8"));
const draft07 = schema.$schema.includes("draft-07");
const Ajv = draft07 ? require("ajv") : require("ajv/dist/2020");
const said = [];
const logger = { log: (text) => said.push(text), warn: (text) => said.push(text), error: (text) => said.push(text) };
// Two types for one value are meant; all else that strict mode knows is a fault.
const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: false, logger });
addFormats(ajv);
// How wide a number is, for those who read the schema into a program.
for (const format of ["uint", "uint32", "uint64"]) ajv.addFormat(format, { type: "number", validate: () => true });
ajv.addVocabulary(JSON.parse(keywords));
const validate = ajv.compile(schema);
if (said.length > 0) {
  console.error(said.join("\n"));
  process.exit(1);
}
const accepted = {};
for (const name of folder ? fs.readdirSync(folder) : []) {
  accepted[name] = validate(JSON.parse(fs.readFileSync(path.join(folder, name), "utf8")));
}
console.log(JSON.stringify(accepted));
