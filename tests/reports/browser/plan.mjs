// Opens the plan of a night from the disk, on a phone and on a desk, light and dark: nothing is asked of a network, nothing runs,
// nothing is too wide, every text can be read, and the heat map is a table whose cells have figures.
import { chromium } from "playwright-core";
import { pathToFileURL } from "node:url";
import { args } from "./browser.mjs";
import { lowContrast, structure } from "./looks.mjs";

const [file, executablePath] = process.argv.slice(2);
const url = pathToFileURL(file).href;
const faults = [];

async function look(browser, width, colorScheme) {
  const fault = (sentence) => faults.push(`at ${width} px, ${colorScheme}: ${sentence}`);
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  page.on("console", (m) => { if (m.type() === "error" || m.type() === "warning") fault(`console: ${m.text()}`); });
  page.on("pageerror", (e) => fault(`error: ${e.message}`));
  page.on("request", (r) => { if (r.url() !== url) fault(`asked for ${r.url().slice(0, 80)}`); });
  await page.goto(url, { waitUntil: "load" });
  if (await page.title() !== "tieout: the plan of the night") fault("the name of a column ran as a script");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 0) fault(`the page is ${wide} px too wide`);
  // The map is what one compares: no part of it lies behind an edge.
  const hidden = await page.evaluate(() => { const map = document.querySelector(".heat").parentElement; return map.scrollWidth - map.clientWidth; });
  if (hidden > 0) fault(`${hidden} px of the heat map are out of sight`);
  const cells = await page.locator(".heat tbody td").allTextContents();
  if (cells.length !== 168 || cells.some((text) => !/^(<?\d+(\.\d)?|\?)$/.test(text))) fault(`cells without a figure: ${cells.filter((text) => !/^(<?\d+(\.\d)?|\?)$/.test(text))}`);
  for (const level of ["h1", "h4"])
    if (await page.locator(`.heat .${level}`).count() === 0) fault(`no cell is ${level}`);
  for (const sentence of [...await page.evaluate(lowContrast), ...await page.evaluate(structure)]) fault(sentence);
  await context.close();
}

const browser = await chromium.launch({ executablePath, args });
for (const width of [360, 390, 1440])
  for (const scheme of ["light", "dark"]) await look(browser, width, scheme);
await browser.close();
for (const sentence of faults) console.error(sentence);
console.log(`6 looks at the plan, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
