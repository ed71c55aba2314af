/** Which values a term may have: a set of JSON values, or no value at all because what it reads is not there. */
import { anyNumber, bothNumbers, noNumber, otherNumbers, wholeNumbers, type NumberSet } from './numbers.ts';

export interface Domain {
  /** It fails, or is not there. */
  missing: boolean;
  /** Lists, objects, null, and what is no number. */
  other: boolean;
  yes: boolean;
  no: boolean;
  numbers: NumberSet;
  /** Its numbers are whole. */
  whole: boolean;
  texts: TextSet;
}

/** Some texts, or all but some; `of` is all that there are, where these can be counted. */
interface TextSet {
  allBut: boolean;
  words: ReadonlySet<string>;
  of?: ReadonlySet<string>;
}

const noWords: ReadonlySet<string> = new Set();
const texts = (allBut: boolean, words: ReadonlySet<string> = noWords): TextSet => ({ allBut, words });

export const nothing: Domain = {
  missing: false,
  other: false,
  yes: false,
  no: false,
  numbers: noNumber,
  whole: false,
  texts: texts(false),
};
export const anything: Domain = {
  missing: true,
  other: true,
  yes: true,
  no: true,
  numbers: anyNumber,
  whole: false,
  texts: texts(true),
};
export const absent: Domain = { ...nothing, missing: true };
export const onlyTrue: Domain = { ...nothing, yes: true };
export const onlyFalse: Domain = { ...nothing, no: true };
export const anyText: Domain = { ...nothing, texts: texts(true) };
export const onlyNumbers = (numbers: NumberSet): Domain => ({ ...nothing, numbers });
export const onlyTexts = (words: Iterable<string>): Domain => ({ ...nothing, texts: texts(false, new Set(words)) });
/** The words of an enum, of which conditions exclude one after the other. */
export const oneOf = (words: Iterable<string>): Domain => ({
  ...nothing,
  texts: { allBut: true, words: noWords, of: new Set(words) },
});

export const other = (domain: Domain): Domain => ({
  missing: !domain.missing,
  other: !domain.other,
  yes: !domain.yes,
  no: !domain.no,
  numbers: otherNumbers(domain.numbers),
  whole: false,
  texts: otherTexts(domain.texts),
});

const otherTexts = ({ of, allBut, words }: TextSet): TextSet =>
  of && allBut ? texts(true, of.difference(words)) : texts(!allBut, words);

export function both(a: Domain, b: Domain): Domain {
  const whole = a.whole || b.whole;
  const numbers = bothNumbers(a.numbers, b.numbers);
  return {
    missing: a.missing && b.missing,
    other: a.other && b.other,
    yes: a.yes && b.yes,
    no: a.no && b.no,
    numbers: whole ? wholeNumbers(numbers) : numbers,
    whole,
    texts: bothTexts(a.texts, b.texts),
  };
}

/** The union, of which nobody asks whether its numbers are whole. */
export const either = (a: Domain, b: Domain): Domain => other(both(other(a), other(b)));

function bothTexts(a: TextSet, b: TextSet): TextSet {
  if (!a.allBut)
    return texts(false, a.words.size === 0 ? noWords : new Set(a.words.values().filter((word) => isIn(b, word))));
  if (!b.allBut) return bothTexts(b, a);
  const of = a.of && b.of && a.of !== b.of ? a.of.intersection(b.of) : (a.of ?? b.of);
  const words = a.words.size === 0 ? b.words : b.words.size === 0 ? a.words : a.words.union(b.words);
  return of ? { allBut: true, words: words.isSubsetOf(of) ? words : words.intersection(of), of } : texts(true, words);
}

const isIn = ({ of, allBut, words }: TextSet, word: string): boolean =>
  (of?.has(word) ?? true) && words.has(word) !== allBut;

const noText = ({ of, allBut, words }: TextSet): boolean =>
  allBut ? of !== undefined && words.size >= of.size : words.size === 0;

export function textsIn({ texts: { of, allBut, words } }: Domain): readonly string[] | undefined {
  if (!allBut) return [...words];
  return of && [...of.difference(words)];
}

export const isEmpty = ({ missing, other: more, yes, no, numbers, texts: set }: Domain): boolean =>
  !missing && !more && !yes && !no && numbers.length === 0 && noText(set);
