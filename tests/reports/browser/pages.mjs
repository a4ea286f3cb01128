// Opens each page as people do, on a phone and on a desk, light and dark: no script runs, nothing is asked of the network,
// nothing runs out of the page sideways, every <details> opens, all text can be read against its ground.
import { chromium } from "playwright-core";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { args, lowContrast, structure } from "./looks.mjs";

const [folder, executablePath] = process.argv.slice(2);
const faults = [];

function fault(where, sentence) { faults.push(`${where}: ${sentence}`); }

async function look(browser, file, width, colorScheme) {
  const where = `${file} at ${width} px, ${colorScheme}`;
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  page.on("console", (m) => { if (m.type() === "error" || m.type() === "warning") fault(where, `console: ${m.text()}`); });
  page.on("pageerror", (e) => fault(where, `error: ${e.message}`));
  page.on("dialog", (d) => { fault(where, "a dialog opened"); d.dismiss(); });
  const url = pathToFileURL(join(folder, file)).href;
  page.on("request", (r) => { if (r.url() !== url) fault(where, `asked for ${r.url().slice(0, 80)}`); });
  await page.goto(url, { waitUntil: "load" });
  const title = await page.title();
  if (!/^(Broken|Holds|Incomplete): /.test(title)) fault(where, `the title is ${title}`);
  if (await page.locator("script, img, iframe, object, embed, link").count()) fault(where, "an element that nobody wrote");
  const closed = await page.locator("details:not([open]) > summary").count();
  for (let i = 0; i < closed; ++i) await page.locator("details:not([open]) > summary").first().click();
  if (await page.locator("details:not([open])").count()) fault(where, "a details element does not open");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 0) fault(where, `the page is ${wide} px too wide`);
  for (const sentence of await page.evaluate(lowContrast)) fault(where, sentence);
  for (const sentence of await page.evaluate(structure)) fault(where, sentence);
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
for (const file of files) {
  for (const width of [390, 1440]) {
    for (const scheme of ["light", "dark"]) await look(browser, file, width, scheme);
  }
}
await browser.close();
for (const sentence of faults) console.error(sentence);
console.log(`${files.length} pages, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
