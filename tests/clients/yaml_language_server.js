// Drives yaml-language-server over its protocol. Reads a list of steps as JSON from standard input and prints what
// each gave, as JSON. A step is {"open": PATH, "text": TEXT}, which waits for the diagnostics; {"hover": PATH, "at":
// [LINE, CHARACTER]}; {"complete": PATH, "at": …}; {"changed": PATH}, a file that changed on the disk; or {"write": PATH,
// "text": TEXT, "until": OTHER, "holds": PART}, which waits until another file, by whoever watches the first, holds a part.
// Lines and characters count from 0.
"use strict";

const assert = require("node:assert/strict");
const { spawn } = require("node:child_process");
const { readFileSync, writeFileSync } = require("node:fs");
const path = require("node:path");
const { setTimeout: sleep } = require("node:timers/promises");
const { pathToFileURL } = require("node:url");
const rpc = require("vscode-jsonrpc/node");

const PATIENCE = 20_000;

const server = require.resolve("yaml-language-server/bin/yaml-language-server");
const child = spawn(process.execPath, [server, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
const connection = rpc.createMessageConnection(
  new rpc.StreamMessageReader(child.stdout),
  new rpc.StreamMessageWriter(child.stdin),
);

const settings = {
  yaml: { validate: true, hover: true, completion: true, schemaStore: { enable: false, url: "" }, schemas: {} },
};
const waiting = new Map();
const versions = new Map();

const address = (file) => pathToFileURL(path.resolve(file)).href;

connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => {
  waiting.get(uri)?.(diagnostics);
});
connection.onRequest("workspace/configuration", ({ items }) => items.map(({ section }) => settings[section] ?? null));
connection.onRequest("client/registerCapability", () => null);
connection.onRequest("workspace/workspaceFolders", () => null);

/// What is published next about a document once `act` is done.
async function published(uri, act) {
  let timer;
  const answer = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no diagnostics for ${uri}`)), PATIENCE);
    waiting.set(uri, resolve);
  });
  await act();
  const diagnostics = await answer;
  clearTimeout(timer);
  waiting.delete(uri);
  return diagnostics;
}

async function open(file, text) {
  const uri = address(file);
  const version = (versions.get(uri) ?? 0) + 1;
  versions.set(uri, version);
  text ??= readFileSync(file, "utf8");
  if (version === 1) {
    const textDocument = { uri, languageId: "yaml", version, text };
    return published(uri, () => connection.sendNotification("textDocument/didOpen", { textDocument }));
  }
  const change = { textDocument: { uri, version }, contentChanges: [{ text }] };
  return published(uri, () => connection.sendNotification("textDocument/didChange", change));
}

async function run(step) {
  const position = () => ({ line: step.at[0], character: step.at[1] });
  const about = (file) => ({ textDocument: { uri: address(file) }, position: position() });
  if (step.open) {
    return open(step.open, step.text);
  }
  if (step.hover) {
    return connection.sendRequest("textDocument/hover", about(step.hover));
  }
  if (step.complete) {
    return connection.sendRequest("textDocument/completion", about(step.complete));
  }
  if (step.changed) {
    const changes = [{ uri: address(step.changed), type: 2 }];
    return connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
  }
  writeFileSync(step.write, step.text);
  for (let waited = 0; !readFileSync(step.until, "utf8").includes(step.holds); waited += 100) {
    assert(waited < PATIENCE, `${step.until} does not come to hold ${step.holds}`);
    await sleep(100);
  }
  return null;
}

async function main() {
  const steps = JSON.parse(readFileSync(0, "utf8"));
  connection.listen();
  const markdown = ["markdown", "plaintext"];
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(process.cwd()).href,
    workspaceFolders: null,
    capabilities: {
      workspace: { configuration: true, didChangeWatchedFiles: { dynamicRegistration: true } },
      textDocument: {
        publishDiagnostics: {},
        hover: { contentFormat: markdown },
        completion: { completionItem: { snippetSupport: true, documentationFormat: markdown } },
      },
    },
  });
  await connection.sendNotification("initialized", {});
  await connection.sendNotification("workspace/didChangeConfiguration", { settings });
  const answers = [];
  for (const step of steps) {
    answers.push((await run(step)) ?? null);
  }
  console.log(JSON.stringify(answers));
  child.kill();
  process.exit(0);
}

main().catch((error) => {
  console.error(error.stack);
  child.kill();
  process.exit(1);
});
