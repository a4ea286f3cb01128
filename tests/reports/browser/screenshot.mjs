// usage: screenshot.mjs CHROMIUM PAGE PNG
import { chromium } from "playwright-core";
import { statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { args } from "./browser.mjs";

const [executablePath, file, png] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args });
const page = await browser.newPage({ viewport: { width: 1440, height: 1760 }, colorScheme: "light" });
await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
await page.waitForTimeout(200);
await page.screenshot({ path: png });
await browser.close();
console.log(`${png}: ${Math.ceil(statSync(png).size / 1024)} KiB`);
