// The search's index: one for the years that are over and few for the latest, loaded when first asked, merged by Pagefind.

import { Words } from "./search-words.js";

const SITE = new URL("../../", import.meta.url);
const PAGES = "Halaman situs";
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
  const pagefind = createInstance({ ...settings, basePath: path(newest), noWorker: true });
  await Promise.all(closed.map((name) => pagefind.mergeIndex(path(name), settings)));
  await pagefind.filters(); // so that every answer counts them
  return new Index(pagefind, list);
}

class Index {
  constructor(pagefind, list) {
    this.pagefind = pagefind;
    this.years = list.years;
    this.words = new Words(list);
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

  async search(text, filters, newest) {
    const term = text ? this.words.query(text) : null;
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
    if (!filters.tahun && !filters.instansi && (filters.kategori ?? PAGES) === PAGES) {
      parts.push({ ...filters, kategori: PAGES });
    }
    const sort = { date: "desc" };
    const found = await Promise.all(
      parts.map((part) => this.pagefind.search(term, part.kategori === PAGES ? { filters: part } : { filters: part, sort })),
    );
    return found.flatMap((one) => one.results);
  }
}
