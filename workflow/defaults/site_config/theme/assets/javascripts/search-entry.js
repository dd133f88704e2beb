// One result: its title, where and when it came out, and the words around what was sought. All of it is text.

import { wordsOf } from "./search-words.js";

const LENGTH = 32; // words of an excerpt
const BEFORE = 7; // words before the first that was sought

export function entry(page, text, words) {
  const item = document.createElement("li");
  item.className = "r-hit";
  const title = item.appendChild(document.createElement("h2"));
  title.className = "r-hit__title";
  const link = title.appendChild(document.createElement("a"));
  link.href = page.url;
  link.textContent = page.meta.title;
  const facts = item.appendChild(document.createElement("p"));
  facts.className = "r-meta";
  facts.textContent = [page.meta.category, page.meta.number, page.meta.date].filter(Boolean).join(" · ");
  item.append(excerpt(page, text, words));
  return item;
}

function excerpt(page, text, words) {
  const line = document.createElement("p");
  line.className = "r-hit__text";
  const all = page.content.split(/\s+/);
  const sought = wordsOf(text).map((word) => words.root(word));
  const found = new Set(page.locations);
  all.forEach((word, at) => {
    const own = wordsOf(word);
    if (own.some((one) => sought.includes(words.root(one)))) found.add(at);
  });
  const first = [...found].filter((at) => at < all.length).sort((a, b) => a - b)[0] ?? 0;
  const start = Math.max(0, Math.min(first - BEFORE, all.length - LENGTH));
  if (start > 0) line.append("… ");
  for (let at = start; at < Math.min(start + LENGTH, all.length); at += 1) {
    line.append(found.has(at) ? mark(all[at]) : all[at], " ");
  }
  if (start + LENGTH < all.length) line.append("…");
  return line;
}

function mark(word) {
  const element = document.createElement("mark");
  element.textContent = word;
  return element;
}
