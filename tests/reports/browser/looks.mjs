// What every page is looked at for.
// Runs in the page. Contrast by WCAG 2: 4.5 for text, 3 for large text.
export function lowContrast() {
  const parts = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const [r, g, b, a = 1] = parts(getComputedStyle(e).backgroundColor);
      if (a === 1) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const result = [];
  for (const element of document.body.querySelectorAll("*")) {
    const text = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!text || element.getClientRects().length === 0) continue;
    const style = getComputedStyle(element);
    const [a, b] = [light(parts(style.color)), light(ground(element))].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize), wanted = size >= 24 || (size >= 18.66 && style.fontWeight >= 600) ? 3 : 4.5;
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < wanted) result.push(`${element.tagName}.${element.className} has contrast ${ratio.toFixed(2)}`);
  }
  return [...new Set(result)];
}

// Runs in the page. What a reader of a screen needs.
export function structure() {
  const result = [];
  if (document.querySelectorAll("main").length !== 1) result.push("not one main");
  if (document.querySelectorAll("h1").length !== 1) result.push("not one h1");
  if (!document.documentElement.lang) result.push("no language");
  for (const th of document.querySelectorAll("th")) if (!th.scope) result.push(`th without scope: ${th.textContent}`);
  for (const a of document.querySelectorAll("a[href^='#']")) {
    if (!document.getElementById(a.getAttribute("href").slice(1))) result.push(`link to nothing: ${a.getAttribute("href")}`);
  }
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) result.push(`id twice: ${id}`);
  return [...new Set(result)];
}
