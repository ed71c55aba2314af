/**
 * How well a text fits what was typed: its letters in order, best at the beginnings of words and in a row. Every word
 * that was typed has to be found, in any order.
 */

export interface Match {
  score: number;
  /** The letters that were found, as indices into the text. */
  marks: readonly number[];
}

const atStart = 8;
const inRow = 6;
const perGap = 0.2;

/** @returns undefined where it does not fit; for an empty query everything fits alike. */
export function fuzzy(query: string, text: string): Match | undefined {
  let score = 0;
  const marks = new Set<number>();
  for (const word of query.toLowerCase().split(/\s+/).filter(Boolean)) {
    const found = bestOf(word, text.toLowerCase());
    if (!found) return undefined;
    score += found.score;
    for (const mark of found.marks) marks.add(mark);
  }
  // Of two that fit alike, the shorter one is more likely meant.
  return { score: score - text.length / 100, marks: [...marks].toSorted((a, b) => a - b) };
}

const beginsWord = (text: string, at: number): boolean => at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));

/** The best of all ways to find a word's letters in order: one row a letter, one column a place in the text. */
function bestOf(word: string, text: string): Match | undefined {
  let before: readonly (Way | undefined)[] = [];
  for (let letter = 0; letter < word.length; letter++) {
    const row: (Way | undefined)[] = [];
    /** The best way to the letter before, whose gap to here is already counted. */
    let reached: Way | undefined;
    for (let at = 0; at < text.length; at++) {
      const previous = before[at - 1];
      if (reached) reached = { ...reached, score: reached.score - perGap };
      const open = before[at - 2];
      if (open && (!reached || open.score - perGap > reached.score)) {
        reached = { ...open, score: open.score - perGap };
      }
      if (text.charAt(at) !== word.charAt(letter)) continue;
      const own = beginsWord(text, at) ? atStart : 1;
      if (letter === 0) row[at] = { at, score: own, from: undefined };
      else row[at] = better(previous && step(previous, at, own + inRow), reached && step(reached, at, own));
    }
    before = row;
  }
  let best: Way | undefined;
  for (const way of before) best = better(best, way);
  return best && { score: best.score, marks: placesOf(best) };
}

interface Way {
  at: number;
  score: number;
  from: Way | undefined;
}

const step = (from: Way, at: number, gain: number): Way => ({ at, score: from.score + gain, from });

const better = (a: Way | undefined, b: Way | undefined): Way | undefined => (!a || (b && b.score > a.score) ? b : a);

function placesOf(way: Way): number[] {
  const places: number[] = [];
  for (let now: Way | undefined = way; now; now = now.from) places.unshift(now.at);
  return places;
}

/** A text in the pieces that were found and those between them. */
export function partsOf(text: string, marks: readonly number[]): { at: number; part: string; marked: boolean }[] {
  const parts: { at: number; part: string; marked: boolean }[] = [];
  const marked = new Set(marks);
  for (let at = 0; at < text.length; at++) {
    const last = parts.at(-1);
    if (last?.marked === marked.has(at)) last.part += text.charAt(at);
    else parts.push({ at, part: text.charAt(at), marked: marked.has(at) });
  }
  return parts;
}
