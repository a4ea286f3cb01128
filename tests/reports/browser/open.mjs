// usage: open.mjs CHROMIUM PAGE…: how long each page takes from the call to the end of its load event and its first picture,
// the best of five, and whether anything moved under the reader's eyes.
import { chromium } from "playwright-core";
import { statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { args } from "./browser.mjs";

const [executablePath, ...files] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args });
for (const file of files) {
  const runs = [];
  for (let i = 0; i < 5; ++i) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const begin = performance.now();
    await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    runs.push({ seconds: (performance.now() - begin) / 1000, moved: await page.evaluate(() => new Promise((done) => {
      new PerformanceObserver((list) => done(list.getEntries().reduce((sum, each) => sum + each.value, 0))).observe({ type: "layout-shift", buffered: true });
      setTimeout(() => done(0), 200);
    })) });
    await page.close();
  }
  const best = runs.reduce((a, b) => (a.seconds < b.seconds ? a : b));
  console.log(`${file.split("/").slice(-2).join("/")}: ${(statSync(file).size / 1e6).toFixed(2)} MB, opened in ${best.seconds.toFixed(2)} s ` +
    `(${runs.map((run) => run.seconds.toFixed(2)).join(", ")}); layout shift ${best.moved.toFixed(3)}`);
}
await browser.close();
