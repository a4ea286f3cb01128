// Opens each page as people do, on a phone and on a desk, light and dark: no script but its own runs, nothing is asked of the
// network, nothing runs out of the page sideways, every <details> opens, all text can be read against its ground, axe-core has
// no complaint. Then interactions.mjs uses it.
import { chromium } from "playwright-core";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { args } from "./browser.mjs";
import { interactions } from "./interactions.mjs";
import { lowContrast, structure } from "./looks.mjs";

const [folder, executablePath] = process.argv.slice(2);
const faults = [];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

function fault(where, sentence) { faults.push(`${where}: ${sentence}`); }

// Runs in the page: what axe-core says against it. The runner of the test, and not the page, puts it there, so the page's
// policy has no word in it.
async function complaints() {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations.map((v) => `axe: ${v.id}: ${v.help} (${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join("; ")})`);
}

// A page in which everything that must not happen is a fault.
async function open(browser, file, width, colorScheme, where) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  context.setDefaultTimeout(180_000);  // on a machine that is busy otherwise
  const page = await context.newPage();
  page.on("console", (m) => { if (m.type() === "error" || m.type() === "warning") fault(where, `console: ${m.text()}`); });
  page.on("pageerror", (e) => fault(where, `error: ${e.message}`));
  page.on("dialog", (d) => { fault(where, "a dialog opened"); d.dismiss(); });
  const url = pathToFileURL(join(folder, file)).href;
  page.on("request", (r) => { if (r.url().split("#")[0] !== url) fault(where, `asked for ${r.url().slice(0, 80)}`); });
  await page.goto(url, { waitUntil: "load" });
  return { context, page };
}

// By the mouse, as people do, which waits for each to lie still; and where only the colours are others, without it.
async function openAll(page, colorScheme) {
  const closed = page.locator("details:not([open]) > summary");
  if (colorScheme === "dark") return page.evaluate(() => document.querySelectorAll("details:not([open]) > summary").forEach((s) => s.click()));
  for (let i = await closed.count(); i > 0; --i) await closed.first().click();
}

async function look(browser, file, width, colorScheme) {
  const where = `${file} at ${width} px, ${colorScheme}`;
  const { context, page } = await open(browser, file, width, colorScheme, where);
  const title = await page.title();
  if (!/^(Broken|Holds|Incomplete): /.test(title)) fault(where, `the title is ${title}`);
  if (await page.locator("img, iframe, object, embed, link, body script:not(footer ~ script)").count()) fault(where, "an element that nobody wrote");
  await openAll(page, colorScheme);
  if (await page.locator("details:not([open])").count()) fault(where, "a details element does not open");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 0) fault(where, `the page is ${wide} px too wide`);
  for (const sentence of await page.evaluate(lowContrast)) fault(where, sentence);
  for (const sentence of await page.evaluate(structure)) fault(where, sentence);
  await page.evaluate(axe);
  for (const sentence of await page.evaluate(complaints)) fault(where, sentence);
  if (width > 1000) {
    await page.setViewportSize({ width: 690, height: 1000 });  // A4 without its margins
    await page.emulateMedia({ media: "print" });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) fault(where, `printed, it is ${over} px too wide`);
  }
  await context.close();
}

const browser = await chromium.launch({ executablePath, args });
const files = readdirSync(folder).filter((f) => f.endsWith(".html"));
if (files.length < 5) fault(folder, "fewer pages than expected");
const schemes = ["light", "dark"];
for (const file of files) {
  for (const width of [390, 1440]) await Promise.all(schemes.map((scheme) => look(browser, file, width, scheme)));
}
// One after the other: there is one clipboard.
for (const width of [390, 1440]) {
  for (const scheme of schemes) {
    const where = `using broken.html at ${width} px, ${scheme}`;
    const { context, page } = await open(browser, "broken.html", width, scheme, where);
    await interactions(page, (sentence) => fault(where, sentence));
    await context.close();
  }
}
await browser.close();
for (const sentence of faults) console.error(sentence);
console.log(`${files.length} pages, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
