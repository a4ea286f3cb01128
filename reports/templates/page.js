// Search, filters, order, keys and copying, on what the page holds already. Nothing is fetched, nothing is built from text:
// a customer's name never becomes markup here. Without it the page says the same, and only these comforts are missing.
"use strict";
document.documentElement.classList.add("scripted");
addEventListener("DOMContentLoaded", () => {
  const byId = (id) => document.getElementById(id);
  const findings = [...document.querySelectorAll(".finding")].map((element, place) => ({ element, place, ...element.dataset }));
  const summaryOf = (finding) => finding.element.querySelector("summary");
  const tell = (sentence) => { if (byId("told")) byId("told").textContent = sentence; };

  // ---- copying

  const select = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };
  // An old browser, or one that gives a file no clipboard, copies what is selected; at worst it stays selected.
  const copy = async (text, element) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      select(element);
      return document.execCommand("copy");
    }
  };
  const copied = async (button, text, element) => {
    const name = button.textContent;
    const done = await copy(text, element);
    button.textContent = done ? "Copied" : "Selected";
    tell(done ? "Copied." : "Selected: copy it with Ctrl+C.");
    setTimeout(() => { button.textContent = name; }, 1500);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.copy");
    if (!button) return;
    const text = button.parentElement.querySelector("pre");
    copied(button, text.textContent, text);
  });
  for (const link of document.querySelectorAll("a.link")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy link";
    button.addEventListener("click", () => copied(button, link.href, link));
    link.after(" ", button);
  }

  if (!byId("search")) return;

  // ---- which findings are seen

  const filters = [...document.querySelectorAll("select[data-by]")];
  const textOf = (finding) => (finding.text ??= finding.element.textContent.toLowerCase());
  const fits = (finding, words) =>
    filters.every((filter) => !filter.value || finding[filter.dataset.by] === filter.value) &&
    words.every((word) => textOf(finding).includes(word));
  const isSeen = (finding) => !finding.element.hidden;
  const show = () => {
    const words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const finding of findings) finding.element.hidden = !fits(finding, words);
    const seen = findings.filter(isSeen).length;
    byId("count").textContent = `${seen.toLocaleString("en")} of ${findings.length.toLocaleString("en")} findings on this page`;
    byId("all").disabled = !words.length && filters.every((filter) => !filter.value);
    for (const list of document.querySelectorAll(".findings")) {
      const any = list.querySelector(".finding");
      list.parentElement.querySelector(".none-fits").hidden = !any || !!list.querySelector(".finding:not([hidden])");
    }
  };
  const showAll = () => {
    byId("search").value = "";
    for (const filter of filters) filter.value = "";
    show();
  };
  let waiting = 0;
  byId("search").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 80); });
  byId("search").addEventListener("keydown", (event) => { if (event.key === "Escape") showAll(); });
  byId("all").addEventListener("click", () => { showAll(); byId("search").focus(); });
  for (const filter of filters) filter.addEventListener("change", show);
  for (const filter of filters.filter((each) => each.options.length === 1)) {
    const words = new Set(findings.map((finding) => finding[filter.dataset.by]).filter(Boolean));
    for (const word of [...words].sort()) filter.add(new Option(word, word));
    filter.parentElement.hidden = words.size === 0;
  }

  // ---- their order

  const titleOf = (finding) => finding.element.querySelector(".title").textContent;
  const orders = {
    "": (a, b) => a.place - b.place,
    money: (a, b) => Number(b.money) - Number(a.money) || a.place - b.place,
    rows: (a, b) => Number(b.rows) - Number(a.rows) || a.place - b.place,
    name: (a, b) => titleOf(a).localeCompare(titleOf(b), "en") || a.place - b.place,
  };
  byId("order").addEventListener("change", () => {
    const lists = new Map();
    for (const finding of [...findings].sort(orders[byId("order").value])) {
      const list = finding.element.parentElement;
      if (!lists.has(list)) lists.set(list, document.createDocumentFragment());
      lists.get(list).append(finding.element);
    }
    for (const [list, sorted] of lists) list.append(sorted);
    tell("Sorted.");
  });

  // ---- links to one finding

  const follow = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id.startsWith("finding-")) return;
    const finding = byId(id)?.closest(".finding");
    if (!finding) {
      byId("count").textContent = `Finding ${id.slice("finding-".length)} is not on this page; findings.csv beside it has all.`;
      byId("count").scrollIntoView({ block: "center" });
      return;
    }
    if (finding.hidden) showAll();
    finding.open = true;
    finding.querySelector("summary").focus({ preventScroll: true });
    finding.scrollIntoView({ block: "start" });
  };
  addEventListener("hashchange", follow);

  // ---- keys

  const go = (step) => {
    const seen = [...document.querySelectorAll(".finding:not([hidden])")];
    if (!seen.length) return;
    const here = seen.indexOf(document.activeElement?.closest?.(".finding"));
    const next = here < 0 ? (step > 0 ? 0 : seen.length - 1) : Math.min(Math.max(here + step, 0), seen.length - 1);
    const summary = seen[next].querySelector("summary");
    summary.focus({ preventScroll: true });
    summary.scrollIntoView({ block: "nearest" });
  };
  const openKeys = () => byId("keys").showModal();
  byId("help").addEventListener("click", openKeys);
  byId("close-keys").addEventListener("click", () => byId("keys").close());
  const isWriting = (element) => element.closest?.("input, select, textarea, dialog, [contenteditable]");
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    const onSummary = event.target.matches?.(".finding > summary");
    const keys = { ArrowDown: onSummary && (() => go(1)), ArrowUp: onSummary && (() => go(-1)) };
    if (byId("letters").checked)
      Object.assign(keys, { j: () => go(1), k: () => go(-1), "/": () => byId("search").focus(), "?": openKeys });
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  show();
  // After the browser has gone there itself, which takes the focus away.
  addEventListener("load", () => setTimeout(follow));
});
