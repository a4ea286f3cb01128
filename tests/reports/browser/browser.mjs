// How the tests start Chromium: without its own calls to anywhere.
export const args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
  "--disable-sync", "--disable-component-update"];
