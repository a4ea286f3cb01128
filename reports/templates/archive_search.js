// Finds whoever has a word that begins as the one typed: words/ab.js has those that begin with "ab".
"use strict";
const enough = 50;
const loaded = new Map();
const field = document.getElementById("word"), said = document.getElementById("said"), found = document.getElementById("found");

function tieout_words(part, rows) { loaded.set(part, rows); show(); }

function part_of(word) {
  const two = [...word].slice(0, 2).join("");
  return /^[a-z0-9]{2}$/.test(two) ? two : "other";
}

function load(part) {
  loaded.set(part, null);
  const script = document.createElement("script");
  script.src = "words/" + part + ".js";
  script.onerror = () => tieout_words(part, []);
  document.head.append(script);
}

function show() {
  const words = field.value.toLowerCase().split(/\s+/).filter(word => [...word].length > 1);
  found.replaceChildren();
  if (words.length === 0) { said.textContent = "Two letters or digits are enough to begin with."; return; }
  const parts = words.map(part_of);
  for (const part of parts) if (!loaded.has(part)) load(part);
  if (parts.some(part => loaded.get(part) === null)) { said.textContent = "…"; return; }
  let hits = null;
  words.forEach((word, at) => {
    const mine = new Map();
    for (const [text, file, title] of loaded.get(parts[at])) if (text.startsWith(word)) mine.set(file, title);
    hits = hits === null ? mine : new Map([...hits].filter(([file]) => mine.has(file)));
  });
  said.textContent = hits.size === 0 ? "Nobody has such a word." : hits.size > enough ? hits.size + " found; the first " + enough + ":" : hits.size + " found:";
  for (const [file, title] of [...hits].slice(0, enough)) {
    const item = document.createElement("li"), link = document.createElement("a");
    link.href = file; link.textContent = title;
    item.append(link); found.append(item);
  }
}
field.addEventListener("input", show);
// index.html#word is a search that can be kept.
if (location.hash.length > 1) { field.value = decodeURIComponent(location.hash.slice(1)); show(); }
