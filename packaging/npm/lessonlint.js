#!/usr/bin/env node
// Starts the program, which lies in the package for this platform.
"use strict";

const { spawnSync } = require("node:child_process");
const { optionalDependencies, version } = require("./package.json");

/** Says what is wrong and what to do, and ends as lessonlint does when it cannot do its work. */
function fail(message) {
  console.error(`lessonlint: ${message}`);
  process.exit(2);
}

function program() {
  const platform = `${process.platform}-${process.arch}`;
  const name = `@lessonlint/${platform}`;
  try {
    return require.resolve(`${name}/lessonlint${process.platform === "win32" ? ".exe" : ""}`);
  } catch {
    if (name in optionalDependencies) {
      fail(`the package ${name} is not installed, and it holds the program.
Install without --omit=optional or --no-optional, or add it: npm install ${name}@${version}`);
    }
    const known = Object.keys(optionalDependencies).map((name) => name.split("/")[1]);
    fail(`there is no program for ${platform}, only for ${known.join(", ")}.
Build it with Rust from the source: https://github.com/lessonlint/lessonlint`);
  }
}

const path = program();
const ran = spawnSync(path, process.argv.slice(2), { stdio: "inherit" });
if (ran.error) {
  fail(`${path} cannot be run: ${ran.error.message}`);
}
if (ran.signal) {
  process.kill(process.pid, ran.signal);
}
process.exitCode = ran.status ?? 2;
