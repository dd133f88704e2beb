// A misspelt word and the known word that is nearest to it: letters that are missing, too many, wrong or swapped.

import { wordsOf } from "./search-words.js";

const SHORTEST = 4; // letters of a word that is looked at; of shorter ones too many are near
const LONG = 7; // letters from which on two mistakes are forgiven

// The text with its unknown words replaced by the nearest known ones; null where all are known or none is near.
export function nearest(text, known, root) {
  const roots = new Set(known.map(root));
  let changed = false;
  const words = wordsOf(text).map((word) => {
    if (word.length < SHORTEST || /\d/.test(word) || roots.has(root(word)) || begins(word, known)) return word;
    const found = closest(word, known);
    changed ||= found !== null;
    return found ?? word;
  });
  return changed ? words.join(" ") : null;
}

function begins(word, known) {
  return known.some((one) => one.startsWith(word));
}

function closest(word, known) {
  let best = null;
  let least = word.length >= LONG ? 2.5 : 1.5;
  for (const one of known) {
    if (Math.abs(one.length - word.length) >= least) continue;
    const far = distance(word, one) + (one[0] === word[0] ? 0 : 0.4); // the first letter is rarely the wrong one
    if (far < least) [best, least] = [one, far];
  }
  return best;
}

// How many letters differ, a swapped pair counted once (the optimal string alignment distance).
function distance(one, other) {
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[other.length];
}
