// The search page: text and filters in the address, results below, everything by keyboard too.

import { openIndex } from "./search-index.js";
import { entry } from "./search-entry.js";

const AT_ONCE = 10;
const PAUSE = 200; // milliseconds of silence before a query while someone types
const form = document.querySelector("[data-search-form]");
const box = form.elements.q;
const list = document.querySelector("[data-search-results]");
const status = document.querySelector("[data-search-status]");
const more = document.querySelector("[data-search-more]");
const meant = document.querySelector("[data-search-meant]");
const ways = document.querySelector("[data-search-ways]");
const FILTERS = ["kategori", "instansi", "tahun"];
const number = new Intl.NumberFormat("id");
let turn = 0;
let timer;
let shown = { results: [], count: 0, text: "", words: null };

function read() {
  const asked = new URLSearchParams(location.search);
  for (const name of ["q", ...FILTERS, "urut"]) {
    const field = form.elements[name];
    field.value = asked.get(name) ?? "";
    if (field.selectedIndex === -1) field.selectedIndex = 0;
  }
}

function address() {
  const asked = new URLSearchParams();
  for (const name of ["q", ...FILTERS, "urut"]) {
    const value = form.elements[name].value.trim();
    if (value) asked.set(name, value);
  }
  const query = asked.toString();
  return location.pathname + (query ? `?${query}` : "");
}

function go(push) {
  clearTimeout(timer);
  const target = address();
  if (push && target !== (history.state?.settled ?? null)) history.pushState({ settled: target }, "", target);
  else history.replaceState(history.state, "", target);
  run();
}

async function run() {
  const mine = ++turn;
  const text = box.value.trim();
  const chosen = FILTERS.filter((name) => form.elements[name].value);
  if (!text && !chosen.length) return clear();
  try {
    const index = await openIndex();
    const filters = Object.fromEntries(chosen.map((name) => [name, form.elements[name].value]));
    const found = await index.find(text, filters, form.elements.urut.value === "terbaru");
    if (mine !== turn) return;
    shown = { results: found.results, count: 0, text: found.completed ?? text, words: index.words };
    count(found.counts);
    await show(mine, true);
    if (mine !== turn) return;
    status.textContent = said(found, text);
    ways.hidden = found.results.length > 0;
    const near = text && !found.completed ? await index.meant(text, filters) : null;
    if (mine === turn) suggest(near);
  } catch {
    if (mine === turn) status.textContent = "Pencarian tidak dapat dimuat. Periksa sambungan lalu coba lagi.";
  }
}

function said({ results, completed }, text) {
  if (!results.length) return text ? `Tidak ada hasil untuk “${text}”.` : "Tidak ada berita dengan saringan ini.";
  const words = completed ?? text;
  return `${number.format(results.length)} hasil${words ? ` untuk “${words}”` : ""}.`;
}

// What may have been meant, as a link that keeps the filters.
function suggest(text) {
  meant.hidden = !text;
  if (!text) return;
  const asked = new URLSearchParams(location.search);
  asked.set("q", text);
  const link = meant.querySelector("a");
  link.textContent = text;
  link.href = `?${asked}`;
}

function clear() {
  suggest(null);
  ways.hidden = false;
  shown = { results: [], count: 0, text: "", words: null };
  list.replaceChildren();
  more.hidden = true;
  status.textContent = "";
  count(null);
}

async function show(mine, anew) {
  const next = shown.results.slice(shown.count, shown.count + AT_ONCE);
  const pages = await Promise.all(next.map((result) => result.data()));
  if (mine !== turn) return;
  const entries = pages.map((page) => entry(page, shown.text, shown.words));
  if (anew) list.replaceChildren(...entries);
  else list.append(...entries);
  shown.count += next.length;
  more.hidden = shown.count >= shown.results.length;
  if (!anew) entries[0]?.querySelector("a").focus();
}

function count(counts) {
  for (const name of FILTERS) {
    for (const option of form.elements[name].options) {
      if (!option.value) continue;
      const found = number.format(counts?.[name]?.[option.value] ?? 0);
      option.textContent = counts ? `${option.value} (${found})` : option.value;
    }
  }
}

function move(event) {
  const links = [...list.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  const inside = document.activeElement === box || at >= 0;
  if (!inside) return;
  if (event.key === "Escape") {
    if (at < 0 && box.value) {
      box.value = "";
      go(false);
    }
    box.focus();
  } else if (event.key === "ArrowDown") links[Math.min(at + 1, links.length - 1)]?.focus();
  else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? box).focus();
  else return;
  event.preventDefault();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  go(true);
});
box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(go, PAUSE, false);
});
box.addEventListener("focus", () => openIndex().catch(() => {}), { once: true });
form.addEventListener("change", (event) => event.target !== box && go(true));
more.addEventListener("click", () => show(turn, false));
document.addEventListener("keydown", move);
addEventListener("popstate", () => {
  read();
  run();
});
read();
run();
