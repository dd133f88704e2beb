// Words as the index has them: roots of the tables that the build wrote (workflow/site/search/stemming.py), beginnings completed.

const WORD = /[\p{L}\p{N}]+/gu;
const AGENDA_NUMBER = /^(20\d\d)[-/. ](\d{4})$/; // one word in the index, workflow/site/search/documents.py

export function wordsOf(text) {
  return text.toLowerCase().match(WORD) ?? [];
}

export class Words {
  constructor({ roots, suffixes, prefixes, words }) {
    this.roots = new Set(roots.split(" "));
    this.suffixes = suffixes;
    this.prefixes = prefixes;
    this.known = words.split(" ");
  }

  // The root of a word, if it is one of the list; else the word itself. The same steps as the build's.
  root(word) {
    for (const suffix of this.suffixes) {
      if (!word.endsWith(suffix)) continue;
      const stem = word.slice(0, word.length - suffix.length);
      for (const [prefix, lost] of this.prefixes) {
        const found = lost + stem.slice(prefix.length);
        if (stem.startsWith(prefix) && this.roots.has(found)) return found;
      }
    }
    return word;
  }

  query(text) {
    const [, year, number] = text.match(AGENDA_NUMBER) ?? [];
    if (number) return `"${year}${number}"`; // this word and no other
    return text.toLowerCase().replace(WORD, (word) => this.root(word));
  }

  // The text with its last word completed to the most frequent word of titles that begins so; null if there is none.
  complete(text) {
    const [last] = text.toLowerCase().match(/[\p{L}\p{N}]+$/u) ?? [""];
    const whole = last && this.known.find((word) => word.startsWith(last) && word !== last);
    return whole ? text.slice(0, text.length - last.length) + whole : null;
  }
}
