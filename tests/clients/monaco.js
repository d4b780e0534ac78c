// A lesson in Monaco with monaco-yaml, in Chromium. Run by monaco.rs: node monaco.js FOLDER PROGRAM, where the folder
// holds lesson.yaml with holes, filled.yaml without them, schema.json, which is bound to it, and due.json: each mark's
// line and the beginning of its message.
// Says everything that is wrong, and then fails. With SCREENSHOTS set to a folder, pictures are left there.
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const http = require("node:http");
const path = require("node:path");
const { isDeepStrictEqual } = require("node:util");
const esbuild = require("esbuild");
const { chromium } = require("playwright-core");

const [folder, program] = process.argv.slice(2);
const folders = process.env.PATH.split(path.delimiter);
const executablePath = folders.map((below) => path.join(below, program)).find((file) => fs.existsSync(file));
const read = (name) => fs.readFileSync(path.join(folder, name), "utf8");
const lesson = read("lesson.yaml");
const schema = JSON.parse(read("schema.json"));
const due = JSON.parse(read("due.json"));
/// The lesson without holes.
const filled = read("filled.yaml");

const ARGUMENTS = [
  "--no-sandbox",
  "--headless",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/// The page and its workers, each a file.
async function bundled() {
  const site = path.join(folder, "site");
  await esbuild.build({
    entryPoints: {
      page: path.join(__dirname, "monaco/page.js"),
      "editor.worker": require.resolve("monaco-editor/esm/vs/editor/editor.worker.js"),
      "yaml.worker": require.resolve("monaco-yaml/yaml.worker.js"),
    },
    bundle: true,
    format: "iife",
    logLevel: "error",
    loader: { ".ttf": "dataurl" },
    nodePaths: [process.env.NODE_PATH],
    outdir: site,
  });
  fs.copyFileSync(path.join(__dirname, "monaco/page.html"), path.join(site, "page.html"));
  return site;
}

/// A server of these files for this machine alone.
function served(site) {
  const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };
  const server = http.createServer((request, response) => {
    const file = path.join(site, path.basename(request.url));
    if (!fs.existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": types[path.extname(file)] });
    fs.createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

/// Opens a text in the editor, by whose page nothing else is asked for, and on whose console nothing is said.
async function opened(browser, address, text, { theme = "vs", height = 900 } = {}) {
  const context = await browser.newContext({ viewport: { width: 1100, height } });
  const page = await context.newPage();
  page.amiss = [];
  page.on("console", (message) => page.amiss.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => page.amiss.push(`error: ${error.message}`));
  await page.route("**/*", (route) => {
    const asked = route.request().url();
    if (asked.startsWith(address) && !asked.endsWith("favicon.ico")) {
      return route.continue();
    }
    if (!asked.endsWith("favicon.ico")) {
      page.amiss.push(`request: ${asked}`);
    }
    return route.abort();
  });
  await page.goto(`${address}/page.html`);
  await page.evaluate(([text, schema, theme]) => globalThis.opened(text, schema, theme), [text, schema, theme]);
  return page;
}

async function closed(page) {
  assert.deepEqual(page.amiss, []);
  await page.context().close();
}

/// Marks as soon as they are as expected, else as they are in the end.
async function settled(page, isExpected) {
  let marks = [];
  for (let tries = 0; tries < 100; tries += 1) {
    marks = await page.evaluate(() => globalThis.marked());
    if (isExpected(marks)) {
      return marks;
    }
    await page.waitForTimeout(100);
  }
  return marks;
}

/// Marks, each as far as is due, and what is due.
function alike(marks, due) {
  return [marks.map(({ line, message }, at) => [line, message.slice(0, due[at]?.[1].length)]), due];
}

/// Puts the cursor somewhere: in front of the first text after a line that begins so.
async function at(page, line, column) {
  await page.evaluate(
    ([lineNumber, column]) => {
      globalThis.editor.setPosition({ lineNumber, column });
      globalThis.editor.revealPositionInCenter({ lineNumber, column });
      globalThis.editor.focus();
    },
    [line, column],
  );
}

/// The line, from 1, that holds a text, and the column, from 1, at which it begins there.
function found(text, part, after = "") {
  const from = text.indexOf(part, text.indexOf(after));
  assert(from >= 0, `${part} is not there`);
  const before = text.slice(0, from).split("\n");
  return [before.length, before.at(-1).length + 1];
}

/// A text with something put in after a part of it, and the line and column after that.
function inserted(text, part, more) {
  const at = text.indexOf(part) + part.length;
  assert(at >= part.length, `${part} is not there`);
  const before = (text.slice(0, at) + more).split("\n");
  return [text.slice(0, at) + more + text.slice(at), before.length, before.at(-1).length + 1];
}

/// What hovers over a place, shown by the keyboard's command.
async function hovered(page, line, column) {
  await at(page, line, column);
  await page.evaluate(() => globalThis.editor.trigger("test", "editor.action.showHover", {}));
  const hover = page.locator(".monaco-hover:not(.hidden) .hover-contents");
  await hover.first().waitFor({ timeout: 15_000 });
  await page.waitForFunction(
    () => !/Loading/.test(document.querySelector(".monaco-hover:not(.hidden)")?.textContent ?? "Loading"),
  );
  const all = await hover.evaluateAll((elements) => elements.map((element) => [element.innerHTML, element.innerText]));
  const height = await page.evaluate(() => document.querySelector(".monaco-hover:not(.hidden)").scrollHeight);
  return { html: all.map(([html]) => html).join("\n"), text: all.map(([, text]) => text).join("\n"), height };
}

/// What is offered at a place: labels, in order.
async function offered(page, line, column) {
  await at(page, line, column);
  await page.evaluate(() => globalThis.editor.trigger("test", "editor.action.triggerSuggest", {}));
  const rows = page.locator(".suggest-widget.visible .monaco-list-row");
  await rows.first().waitFor({ timeout: 15_000 });
  return rows.evaluateAll((elements) =>
    elements.map((element) => element.querySelector(".label-name")?.textContent ?? element.textContent),
  );
}

/// Takes one of what is offered, by the keyboard; the text after that.
async function taken(page, offers, label) {
  for (let at = offers.indexOf(label); at > 0; at -= 1) {
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !document.querySelector(".suggest-widget.visible"));
  return page.evaluate(() => globalThis.editor.getValue());
}

/// Each hole has its mark, with the rule that speaks.
async function holesAreMarked(browser, address) {
  const page = await opened(browser, address, lesson);
  const marks = await settled(page, (marks) => isDeepStrictEqual(...alike(marks, due)));
  assert.deepEqual(...alike(marks, due));
  await closed(page);
}

/// A hover says what a key is for, with an example and the rule's page, in as much as can be read at once.
async function hoversExplain(browser, address) {
  for (const [key, parts, rule] of [
    ["where_it_breaks:", ["What does not carry over", "A001"], "analogy-without-break.md"],
    ["why:", ["what goes wrong", "S001"], "dont-say-without-why.md"],
    ["cells:", ["What holds for each regime", "R001"], "regime-missing-from-dimension.md"],
    ["yeast: Two", ["Yeast", "Dough raised by yeast from a packet."], null],
  ]) {
    const page = await opened(browser, address, filled);
    const { html, text, height } = await hovered(page, ...found(filled, key));
    for (const part of parts) {
      assert(text.includes(part), `${part} is missing in ${text}`);
    }
    assert.equal(rule === null || html.includes(`/docs/rules/${rule}"`), true, html);
    assert.doesNotMatch(text, /undefined|\]\(|```|\\|\^/, text);
    assert(text.length < 700 && height < 400, `${key} ${text.length} characters, ${height} pixels: ${text}`);
    await closed(page);
  }
}

/// What can stand somewhere is offered there, and nothing that stands there already.
async function keysAndRegimesAreOffered(browser, address) {
  const analogy = inserted(lesson, "it belongs to whoever looks after it.", "\n        ");
  const regimes = inserted(lesson, "and you can taste it.", "\n      regimes:\n        - ");
  const cells = inserted(lesson, "Two hours from bowl to oven", "\n        ");
  const scenario = inserted(lesson, "and you can taste it.", "\n      scenario: ");
  for (const [[text, ...place], some, none] of [
    [analogy, ["title", "maps_to", "where_it_breaks"], ["holds", "why"]],
    [regimes, ["yeast", "sourdough"], ["why"]],
    [cells, ["sourdough"], ["name"]],
    [scenario, ["a customer asks why the darker loaf costs twice as much"], []],
  ]) {
    const page = await opened(browser, address, text);
    const offers = await offered(page, ...place);
    assert.deepEqual(some.filter((label) => !offers.includes(label)), [], `${some} among ${offers}`);
    assert.deepEqual(none.filter((label) => offers.includes(label)), [], `${none} among ${offers}`);
    await closed(page);
  }
}

/// A snippet that is taken is in order: every mark is one that was there before.
async function snippetsAreInOrder(browser, address) {
  for (const [label, [text, line, column], parts] of [
    ["analogy", inserted(lesson, "it belongs to whoever looks after it.", "\n      - "), ["where_it_breaks:", "holds:"]],
    ["dimension", inserted(lesson, "and better on the second day", "\n    - "), ["name:", "yeast:", "sourdough:"]],
    ["field-guide line", inserted(lesson, "and you can taste it.", "\n    - "), ["dont_say:", "do_say:", "why:"]],
  ]) {
    const page = await opened(browser, address, text);
    const offers = await offered(page, line, column);
    assert(offers.includes(label), `${label} among ${offers}`);
    const after = await taken(page, offers, label);
    const count = (text) => text.split("\n").length;
    const further = count(after) - count(lesson);
    const brought = after.split("\n").slice(line - 1, line - 1 + further).join("\n");
    for (const part of parts) {
      assert(brought.includes(part), `${part} is missing in ${brought}`);
    }
    const expected = due.map(([at, message]) => [at < line ? at : at + further, message]);
    // That the item is still empty is marked until the worker has looked again.
    const marks = await settled(page, (marks) => isDeepStrictEqual(...alike(marks, expected)));
    assert.deepEqual(...alike(marks, expected), `${label}:\n${after}`);
    await closed(page);
  }
}

/// Pictures for whoever wants to look.
async function isDrawn(browser, address) {
  const pictures = process.env.SCREENSHOTS;
  for (const theme of pictures ? ["vs", "vs-dark"] : []) {
    for (const [name, key] of [["hover", "where_it_breaks"], ["mark", "cells:"]]) {
      const page = await opened(browser, address, lesson, { theme });
      await settled(page, (marks) => marks.length >= due.length);
      await hovered(page, ...found(lesson, key));
      await page.screenshot({ path: path.join(pictures, `${name}-${theme}.png`) });
      await closed(page);
    }
    const [text, ...place] = inserted(lesson, "and better on the second day", "\n    - ");
    const page = await opened(browser, address, text, { theme });
    await offered(page, ...place);
    await page.evaluate(() => globalThis.editor.trigger("test", "toggleSuggestionDetails", {}));
    await page.waitForTimeout(1500);
    await page.screenshot({ path: path.join(pictures, `offers-${theme}.png`) });
    await closed(page);
  }
}

(async () => {
  const server = await served(await bundled());
  const address = `http://127.0.0.1:${server.address().port}`;
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  const checks = [holesAreMarked, hoversExplain, keysAndRegimesAreOffered, snippetsAreInOrder, isDrawn];
  let failed = 0;
  for (const check of checks) {
    try {
      await check(browser, address);
    } catch (error) {
      failed += 1;
      console.error(`${check.name}: ${error.stack}`);
    }
  }
  await browser.close();
  server.close();
  process.exit(failed === 0 ? 0 : 1);
})();
