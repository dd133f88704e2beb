// The search's index: one for the years that are over and few for the latest, loaded when first asked, merged by Pagefind.

import { nearest } from "./search-spelling.js";
import { Words } from "./search-words.js";

const SITE = new URL("../../", import.meta.url);
const UNDATED = ["Halaman situs", "Surat di register", "Berita dicabut"]; // categories without years, workflow/site/search/documents.py
const LETTER_WEIGHT = 0.2; // of the register's letters: their few words would stand above news that tell of the matter
let opened;

export function openIndex() {
  opened ??= load().catch((error) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

async function load() {
  const list = await (await fetch(new URL("pagefind/indexes.json", SITE), { cache: "no-cache" })).json();
  const [newest, ...closed] = list.indexes;
  const path = (name) => new URL(`pagefind/${name}/`, SITE).pathname;
  const { createInstance } = await import(new URL(`pagefind/${newest}/pagefind.js`, SITE));
  const settings = { baseUrl: SITE.pathname, metaCacheTag: list.tag };
  const pagefind = createInstance({ ...settings, basePath: path(newest) });
  const merged = (name) => (list.letters.includes(name) ? { ...settings, indexWeight: LETTER_WEIGHT } : settings);
  await Promise.all(closed.map((name) => pagefind.mergeIndex(path(name), merged(name))));
  return new Index(pagefind, list);
}

class Index {
  constructor(pagefind, list) {
    this.pagefind = pagefind;
    this.years = list.years;
    this.words = new Words(list);
    this.filters = pagefind.filters(); // so that every answer counts them
  }

  // What is found: {results, counts, completed}. An empty text finds everything that passes the filters.
  async find(text, filters, newest) {
    let found = await this.search(text, filters, newest);
    let completed = null;
    if (text && !found.all) {
      completed = this.words.complete(text);
      if (completed) found = await this.search(completed, filters, newest);
    }
    return { ...found, completed };
  }

  // What may have been meant by a text with words that stand nowhere; null where they do, or where it would find nothing.
  async meant(text, filters) {
    const known = this.words.known.concat(await knownWords());
    const near = nearest(text, known, (word) => this.words.root(word));
    if (!near) return null;
    const { results } = await this.search(near, filters, false);
    return results.length ? near : null;
  }

  async search(text, filters, newest) {
    const term = text ? this.words.query(text) : null;
    await Promise.all([this.filters, term && this.pagefind.preload(term)]);
    const whole = await this.pagefind.search(term, { filters });
    const results = newest || !text ? await this.byDate(term, filters) : whole.results;
    return { results, counts: await this.counts(term, filters, whole), all: whole.unfilteredResultCount };
  }

  // How many each choice would give: of a filter that is set, as if it were not.
  async counts(term, filters, whole) {
    const counts = { ...whole.filters };
    for (const name of Object.keys(filters)) {
      const { [name]: _, ...others } = filters;
      counts[name] = (await this.pagefind.search(term, { filters: others })).filters[name];
    }
    return counts;
  }

  // Pagefind sorts within an index and then mixes the indexes by score; so each year is asked by itself.
  async byDate(term, filters) {
    const parts = filters.tahun ? [filters] : this.years.map((tahun) => ({ ...filters, tahun }));
    if (!filters.tahun && !filters.instansi) {
      const undated = UNDATED.filter((kategori) => (filters.kategori ?? kategori) === kategori);
      parts.push(...undated.map((kategori) => ({ ...filters, kategori })));
    }
    const sort = { date: "desc" };
    const found = await Promise.all(
      parts.map((part) => this.pagefind.search(term, UNDATED.includes(part.kategori) ? { filters: part } : { filters: part, sort })),
    );
    return found.flatMap((one) => one.results);
  }
}

let listed;

// The words of titles, summaries and subjects, the most frequent first; none where they cannot be had.
function knownWords() {
  listed ??= fetch(new URL("pagefind/words.json", SITE), { cache: "no-cache" })
    .then((answer) => answer.json())
    .then((words) => words.split(" "))
    .catch(() => []);
  return listed;
}
