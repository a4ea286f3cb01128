// What a reader does with the page of broken_record() (tests/reports/records.cpp), one after the other. Each check is a
// sentence that is told when it is false.
// Scrolling is smooth, searching waits for the next letter, and a machine may be busy: what is to be so is so soon.
// (waitForFunction would need eval, which the page's policy forbids.)
async function soon(look) {
  for (let i = 0; i < 100; ++i) {
    if (await look()) return true;
    await new Promise((done) => setTimeout(done, 100));
  }
  return false;
}

export async function interactions(page, fault) {
  const holds = async (sentence, look) => { if (!(await soon(look))) fault(`it is not so that ${sentence}`); };
  const seen = () => page.locator(".finding:visible").count();
  const titles = () => page.locator(".finding:visible .title").allTextContents();
  const count = (words) => () => page.locator("#count").textContent().then((text) => text === `${words} findings on this page`);
  const focused = () => page.evaluate(() => document.activeElement.closest(".finding")?.querySelector(".title").textContent ?? document.activeElement.id);

  // Before anybody touches it: a filter is there to move things.
  await holds("nothing moved while the page opened", () => page.evaluate(() => new Promise((done) => {
    new PerformanceObserver((list) => done(list.getEntries().reduce((sum, e) => sum + e.value, 0) < 0.01))
      .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(true), 500);
  })));

  const all = await seen();
  await holds("all four findings are seen and counted", async () => all === 4 && (await count("4 of 4")()));

  // Search: every word, anywhere in the finding; nothing found is said; Escape brings all back.
  await page.keyboard.press("/");
  await holds("/ goes to the search", async () => (await focused()) === "search");
  await page.keyboard.type("INVOICES 250000.01");
  await holds("one finding has both words", count("1 of 4"));
  await holds("it is the one", async () => (await titles()).join() === "Invoices whose total differs");
  await holds("a list of which nothing fits says so", () => page.locator("#fix-source .none-fits").isVisible());
  await page.locator("#search").fill("<script>");
  await holds("what nobody has finds nothing", count("0 of 4"));
  await page.locator("#search").press("Escape");
  await holds("Escape shows all", count("4 of 4"));

  // Filters, alone and together.
  const filter = async (id, value, words) => {
    await page.locator(id).selectOption(value);
    await holds(`${id} of ${value} leaves ${words}`, count(words));
  };
  await filter("#by-severity", "notice", "1 of 4");
  await filter("#by-severity", "error", "3 of 4");
  await filter("#by-origin", "target", "2 of 4");
  await filter("#by-state", "regressed", "1 of 4");
  await page.locator("#all").click();
  await holds("Show all shows all, and is of no more use", async () => (await count("4 of 4")()) && (await page.locator("#all").isDisabled()));
  await filter("#by-tie", "payment", "1 of 4");
  await page.locator("#by-tie").selectOption("");

  // Order.
  const targets = () => page.locator("#fix-target .finding .title").allTextContents();
  await page.locator("#order").selectOption("name");
  await holds("by name, invoices come before payments", async () => (await targets()).join() === "Invoices whose total differs,Payments that did not arrive");
  await page.locator("#order").selectOption("money");
  await holds("by money, 3,911.80 comes before 12.10", async () => (await targets())[0] === "Invoices whose total differs");
  await page.locator("#order").selectOption("");

  // Keys.
  await page.locator("#help").click();
  await holds("the keys are listed", () => page.locator("#keys").isVisible());
  await page.keyboard.press("Escape");
  await holds("Escape closes the list", async () => !(await page.locator("#keys").isVisible()));
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("j");
  await holds("j goes to the first finding", async () => (await focused()) === "Two clients share one log-in");
  await page.keyboard.press("ArrowDown");
  await holds("the arrow goes to the next", async () => (await focused()) === "Invoices whose total differs");
  await page.keyboard.press("Enter");
  await holds("Enter opens it", () => page.locator(".finding[open] .title", { hasText: "Invoices whose total differs" }).isVisible());
  await holds("its differing digits are marked", async () => (await page.locator(".finding[open] mark").first().textContent()) === "1");
  await page.keyboard.press("k");
  await holds("k goes back", async () => (await focused()) === "Two clients share one log-in");
  await page.keyboard.press("?");
  await page.locator("#letters").uncheck();
  await page.locator("#close-keys").click();
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("j");
  await holds("letters can be switched off", async () => (await focused()) === "");

  // Copying, with a clipboard and without one.
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const take = (title) => page.locator(".finding[open] .take", { hasText: title });
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await take("SQL for ModernBill v4").locator("button").click();
  await holds("SQL is copied", async () => (await clipboard()) === "SELECT *\nFROM `client_invoice`\nWHERE `invoice_id` IN ('17', '1003', '1044');");
  await holds("it is said", async () => (await page.locator("#told").textContent()) === "Copied.");
  await take("Waiver").locator("button").click();
  await holds("the waiver is copied", async () => (await clipboard()).includes('- finding: "9a1ce0000002"'));
  await page.locator(".finding[open] .ways button").click();
  await holds("a link to the finding is copied", async () => (await clipboard()).endsWith("/broken.html#finding-9a1ce0000002"));
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false; });
  await take("SQL for v5").locator("button").click();
  await holds("without a clipboard the text is selected", async () => (await page.evaluate(() => getSelection().toString())).startsWith("SELECT *\nFROM invoice i"));

  // Links: to a finding that a filter hides, and to one that is not there.
  await page.locator("#by-severity").selectOption("notice");
  await page.evaluate(() => { location.hash = "finding-3a55e0000003"; });
  await holds("a link opens its finding though it was filtered away", () => page.locator("#finding-3a55e0000003").isVisible());
  const inView = () => page.locator("#finding-3a55e0000003").evaluate((e) => e.getBoundingClientRect().top > 0 && e.getBoundingClientRect().top < innerHeight);
  await holds("the page scrolls to it", inView);
  await page.evaluate(() => { location.hash = "finding-000000000bad"; });
  await holds("a link to no finding says so", async () => (await page.locator("#count").textContent()).startsWith("Finding 000000000bad is not on this page"));

  // Charts: drawn, of a size that was kept for them.
  await holds("each chart is drawn", () => page.evaluate(() => [...document.querySelectorAll("canvas")].every((canvas) =>
    canvas.width > 200 && canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((byte) => byte !== 0))));
}
