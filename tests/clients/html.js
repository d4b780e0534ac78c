// The report's page in Chromium. Run by html.rs: node html.js FOLDER PROGRAM, where the folder holds NAME.html and
// NAME.json of holes, hostile, clean and many. Says everything that is wrong, and then fails.
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");

const [folder, program] = process.argv.slice(2);
const folders = process.env.PATH.split(path.delimiter);
const executablePath = folders.map((below) => path.join(below, program)).find((file) => fs.existsSync(file));
const axe = fs.readFileSync(require.resolve("axe-core"), "utf8");
const address = (name) => pathToFileURL(path.join(folder, `${name}.html`)).href;
const report = (name) => JSON.parse(fs.readFileSync(path.join(folder, `${name}.json`), "utf8"));
const spoken = (name) => report(name).findings.filter((finding) => finding.suppression === null);

const ARGUMENTS = [
  "--no-sandbox",
  "--headless",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/// Opens a page that may ask for nothing but itself, and on whose console nothing is said.
async function opened(browser, name, options = {}, hash = "") {
  const context = await browser.newContext({ offline: true, viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.amiss = [];
  page.on("console", (message) => page.amiss.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => page.amiss.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    page.amiss.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.route("**/*", (route) => {
    const asked = route.request().url();
    if (asked.split("#")[0] === address(name)) {
      return route.continue();
    }
    page.amiss.push(`request: ${asked}`);
    return route.abort();
  });
  await page.goto(address(name) + hash);
  return page;
}

async function closed(page) {
  assert.deepEqual(page.amiss, []);
  await page.context().close();
}

/// axe finds nothing, and nothing but a matrix is wider than the window.
async function isAccessible(browser, name, width, colorScheme) {
  // So high that all of the page is drawn: what is not, axe does not see.
  const page = await opened(browser, name, { viewport: { width, height: 12_000 }, colorScheme });
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => globalThis.axe.run());
  const said = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).slice(0, 3).join(" ")}`);
  assert.deepEqual(said, [], `${name}, ${width} wide, ${colorScheme}`);
  assert(passes.some(({ id }) => id === "color-contrast"));
  for (const narrow of [width, Math.min(width, 320)]) {
    await page.setViewportSize({ width: narrow, height: 900 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert(wide <= narrow, `${name}: ${wide} pixels in a window of ${narrow}`);
  }
  await closed(page);
}

/// Tab goes through every link and control in the page's order, and shows where it is.
async function isReachedByKeyboard(browser) {
  const page = await opened(browser, "holes");
  const expected = await page.evaluate(() => {
    const all = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")];
    const folded = (element) => {
      const fold = element.parentElement.closest("details:not([open])");
      return fold && (element !== fold.querySelector(":scope > summary") || folded(fold));
    };
    const shown = all.filter((element) => !element.closest("[hidden]") && !folded(element));
    shown.forEach((element, at) => (element.dataset.at = at));
    return shown.length;
  });
  assert(expected > 30, `${expected} places to go to`);
  const reached = [];
  for (;;) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      const seen = element.checkVisibility() && getComputedStyle(element).outlineStyle !== "none";
      return element === document.body ? null : [Number(element.dataset.at ?? -1), seen];
    });
    if (at === null || at[0] === 0 ? reached.length > 0 : reached.length > expected) {
      break;
    }
    assert(at[1], `the focus at ${at[0]} cannot be seen`);
    reached.push(at[0]);
  }
  assert.deepEqual(reached, [...Array(expected).keys()]);
  await closed(page);
}

/// How many findings are shown, silenced ones apart, and what the page says of that.
const shown = (page) =>
  page.evaluate(() => {
    const seen = (selector) => [...document.querySelectorAll(selector)].filter((element) => !element.closest("[hidden]"));
    return {
      findings: seen(".finding").filter((element) => !element.closest("#silenced")).length,
      silenced: seen("#silenced .finding").length,
      lessons: seen("[id^=lesson-]").map((element) => element.dataset.lesson),
      result: document.getElementById("result").textContent,
      nothing: seen("#nothing").length === 1,
      hash: decodeURIComponent(location.hash),
    };
  });

/// Gives the page the time that it waits before it searches.
const settled = (page) => page.waitForTimeout(250);

async function filtersWork(browser) {
  const findings = spoken("holes");
  const silenced = report("holes").findings.length - findings.length;
  assert(silenced > 0);
  const page = await opened(browser, "holes");
  const all = await shown(page);
  assert.equal(all.findings, findings.length);
  assert.equal(all.silenced, silenced);
  assert.equal(all.result, `${findings.length} findings, ${silenced} of ${silenced} suppressed`);

  for (const [field, of] of [
    ["rule", (finding) => finding.code],
    ["severity", (finding) => finding.severity],
    ["lesson", (finding) => finding.path],
  ]) {
    for (const value of new Set(findings.map(of))) {
      await page.selectOption(`#${field}`, value);
      await settled(page);
      const matching = findings.filter((finding) => of(finding) === value);
      const now = await shown(page);
      assert.equal(now.findings, matching.length, `${field} ${value}`);
      assert.equal(now.hash, `#${new URLSearchParams({ [field]: value })}`.replaceAll("%2F", "/").replaceAll("%20", " "));
      const lessons = new Set(matching.map((finding) => finding.path));
      assert(now.lessons.length > 0 || !now.result.startsWith("0"), JSON.stringify(now));
      assert(now.lessons.every((lesson) => lessons.has(lesson) || now.silenced > 0), JSON.stringify(now));
      const option = await page.locator(`#${field} option:checked`).textContent();
      assert(option.endsWith(`(${matching.length})`), option);
      const counts = await page.locator(".group:not([hidden]) .count").allTextContents();
      const sum = counts.reduce((sum, count) => sum + Number(count.split(" ")[0]), 0);
      assert.equal(sum, now.findings + now.silenced, counts.join(", "));
    }
    await page.selectOption(`#${field}`, "");
  }

  // By keyboard alone: to the search, a word, two filters at once, and back.
  await page.focus("#search");
  await page.keyboard.type("sourdough time");
  await settled(page);
  const searched = await shown(page);
  assert(searched.findings > 0 && searched.findings < findings.length, JSON.stringify(searched));
  assert.equal(searched.hash, "#search=sourdough+time");
  await page.keyboard.type(" qqq");
  await settled(page);
  const none = await shown(page);
  assert(none.nothing && none.findings === 0, JSON.stringify(none));
  assert(none.result.startsWith(`0 of ${findings.length} findings`), none.result);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await settled(page);
  const again = await shown(page);
  assert.deepEqual([again.findings, again.hash], [findings.length, ""]);

  // What a cell links to is shown, also where the filters hide it.
  await page.selectOption("#rule", "A001");
  await settled(page);
  await page.evaluate(() => document.querySelector("td.missing a, td.placeholder a").click());
  await page.waitForFunction(() => document.querySelector(".finding:target")?.checkVisibility());
  assert.equal(await page.locator(".finding:target").getAttribute("data-rule"), "R001");
  await closed(page);

  // A filtered view can be sent, also one of a rule that does not speak here.
  for (const [rule, count] of [
    ["A001", findings.filter((finding) => finding.code === "A001").length],
    ["Z999", 0],
  ]) {
    const sent = await opened(browser, "holes", {}, `#rule=${rule}`);
    const seen = await shown(sent);
    assert.deepEqual([seen.findings, seen.nothing], [count, count === 0]);
    await closed(sent);
  }
}

/// Without a script everything is there to be read, and no filter that would not work.
async function isReadWithoutScript(browser) {
  const page = await opened(browser, "holes", { javaScriptEnabled: false });
  const { findings, files } = report("holes");
  // A message is shown as a sentence, with a capital.
  const blanks = (text) => text.replaceAll(/\s+/g, " ").toLowerCase();
  const text = blanks(await page.locator("body").textContent());
  for (const { message, help, fixes, suppression } of findings) {
    const said = [message, help, suppression?.reason, ...fixes.map((fix) => fix.title)];
    for (const part of said.filter(Boolean)) {
      assert(text.includes(blanks(part)), part);
    }
  }
  for (const { path: file } of files.filter(({ outcome }) => outcome !== "linted")) {
    assert(text.includes(file.toLowerCase()), file);
  }
  assert(!(await page.locator("#filters").isVisible()));
  assert.equal(await page.locator("article.finding").count(), findings.length);
  await closed(page);
}

/// What lessons hold is text: it makes no element, no attribute and no link, and turns no line around.
async function nothingIsObeyed(browser) {
  const page = await opened(browser, "hostile");
  const found = await page.evaluate(() => {
    const elements = [...document.querySelectorAll("*")];
    return {
      text: document.body.textContent,
      scripts: document.scripts.length,
      foreign: document.querySelectorAll("img, iframe, object, embed, form, base, body b b, svg").length,
      handlers: elements.flatMap((element) => element.getAttributeNames()).filter((name) => name.startsWith("on")),
      styled: elements.filter((element) => element.hasAttribute("style")).length,
      links: elements.map((element) => element.getAttribute("href")).filter(Boolean),
    };
  });
  assert.equal(found.scripts, 1);
  assert.equal(found.foreign, 0);
  assert.deepEqual(found.handlers, []);
  assert.equal(found.styled, 0);
  const ours = /^(#|data:,$|https:\/\/github\.com\/lessonlint\/)/;
  assert.deepEqual(found.links.filter((link) => !ours.test(link)), []);
  for (const said of ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "]]>", "javascript:alert(1)", "𝕏", "␀", "␛", "\\u{202e}", "␊line"]) {
    assert(found.text.includes(said), said);
  }
  // eslint-disable-next-line no-control-regex
  assert.doesNotMatch(found.text.replace(/"use strict";[\s\S]*$/, ""), /[\0-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/u);
  await page.selectOption("#lesson", { index: 1 });
  await settled(page);
  assert.equal((await shown(page)).findings, spoken("hostile").length / 2);
  await closed(page);
}

/// The time that the page's thread has worked: that of a busy machine's other programs is not counted.
async function worked(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration").value;
}

/// Seconds to open the page, and to filter it once.
async function measured(browser) {
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.goto(address("many"));
  const drawn = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  await drawn();
  const opening = await worked(session);
  await page.evaluate(() => {
    const rule = document.getElementById("rule");
    rule.value = "S001";
    rule.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await page.waitForFunction(() => document.getElementById("result").textContent.includes(" of "));
  await drawn();
  const filtering = (await worked(session)) - opening;
  const count = await page.evaluate(() => document.querySelectorAll(".finding:not([hidden])").length);
  assert.equal(count, 8000);
  await context.close();
  return { opening, filtering };
}

async function manyOpenAtOnce(browser) {
  assert.equal(spoken("many").length, 10_000);
  let best = await measured(browser);
  if (best.opening > 3 || best.filtering > 1) {
    best = await measured(browser);
  }
  assert(best.opening < 3 && best.filtering < 1, JSON.stringify(best));
  console.log(`10,000 findings open in ${best.opening.toFixed(2)} s and are filtered in ${best.filtering.toFixed(2)} s`);
}

(async () => {
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  const checks = [
    ...[1280, 360].flatMap((width) =>
      ["light", "dark"].map((scheme) => () => isAccessible(browser, "holes", width, scheme)),
    ),
    () => isAccessible(browser, "hostile", 360, "light"),
    () => isAccessible(browser, "clean", 1280, "dark"),
    () => isReachedByKeyboard(browser),
    () => filtersWork(browser),
    () => isReadWithoutScript(browser),
    () => nothingIsObeyed(browser),
    () => manyOpenAtOnce(browser),
  ];
  let failed = 0;
  for (const check of checks) {
    try {
      await check();
    } catch (error) {
      failed += 1;
      console.error(error.stack);
    }
  }
  await browser.close();
  process.exit(failed === 0 ? 0 : 1);
})();
