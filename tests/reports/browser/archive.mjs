// Opens an archive from the disk, on a phone and on a desk, light and dark: nothing is asked of a network, nothing of the old
// system runs, nothing is too wide, and who is searched for is found.
import { chromium } from "playwright-core";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { args } from "./browser.mjs";
import { lowContrast, structure } from "./looks.mjs";

const [folder, executablePath] = process.argv.slice(2);
const faults = [];
const home = pathToFileURL(folder).href + "/";

function fault(where, sentence) { faults.push(`${where}: ${sentence}`); }

async function open(browser, file, width, colorScheme) {
  const where = `${file} at ${width} px, ${colorScheme}`;
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  page.on("console", (m) => { if (m.type() === "error" || m.type() === "warning") fault(where, `console: ${m.text()}`); });
  page.on("pageerror", (e) => fault(where, `error: ${e.message}`));
  page.on("request", (r) => { if (!r.url().startsWith(home)) fault(where, `asked for ${r.url().slice(0, 80)}`); });
  await page.goto(home + file, { waitUntil: "load" });
  return { where, context, page };
}

async function look(browser, file, width, colorScheme) {
  const { where, context, page } = await open(browser, file, width, colorScheme);
  if (await page.title() === "run") fault(where, "a name ran as a script");
  if (!await page.evaluate(() => getComputedStyle(document.body).margin === "0px")) fault(where, "has no style");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 0) fault(where, `the page is ${wide} px too wide`);
  for (const sentence of await page.evaluate(lowContrast)) fault(where, sentence);
  for (const sentence of await page.evaluate(structure)) fault(where, sentence);
  await context.close();
}

async function search(browser, words, wanted) {
  const { where, context, page } = await open(browser, "index.html", 390, "light");
  await page.fill("#word", words);
  await page.waitForFunction(() => /found|such a word/.test(document.getElementById("said").textContent));
  const found = await page.locator("#found a").allTextContents();
  if (!found.some((title) => title.includes(wanted))) fault(where, `${words} finds ${JSON.stringify(found)}, not ${wanted}`);
  if (found.length > 0) {
    await page.locator("#found a").first().click();
    if (await page.locator("h1").count() !== 1) fault(where, "what was found does not open");
  }
  await context.close();
}

const browser = await chromium.launch({ executablePath, args });
const shelves = readdirSync(join(folder, "clients")).map((shelf) => `clients/${shelf}`);
const files = shelves.flatMap((shelf) => readdirSync(join(folder, shelf)).map((file) => `${shelf}/${file}`));
if (files.length < 250) fault(folder, "fewer pages than clients");
const some = files.filter((file, at) => at % 40 === 0 || file.endsWith("index.html"));
some.push("index.html", files.filter((file) => !file.endsWith("index.html")).sort((a, b) => parseInt(b.split("/")[2]) - parseInt(a.split("/")[2]))[0]);
for (const file of some)
  for (const width of [390, 1440])
    for (const scheme of ["light", "dark"]) await look(browser, file, width, scheme);
await search(browser, "o'brien zoë", "O'Brien & Zoë");
await search(browser, "<script>document.title", "<script>");
await browser.close();
for (const sentence of faults) console.error(sentence);
console.log(`${some.length} of ${files.length} pages, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
