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

/** Some texts, or all but some. */
interface TextSet {
  allBut: boolean;
  words: ReadonlySet<string>;
}

const texts = (allBut: boolean, words: Iterable<string> = []): TextSet => ({ allBut, words: new Set(words) });

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
export const onlyTexts = (words: Iterable<string>): Domain => ({ ...nothing, texts: texts(false, words) });

export const other = (domain: Domain): Domain => ({
  missing: !domain.missing,
  other: !domain.other,
  yes: !domain.yes,
  no: !domain.no,
  numbers: otherNumbers(domain.numbers),
  whole: false,
  texts: { ...domain.texts, allBut: !domain.texts.allBut },
});

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
  if (a.allBut && b.allBut) return texts(true, [...a.words, ...b.words]);
  const [some, rest] = a.allBut ? [b, a] : [a, b];
  return texts(
    false,
    [...some.words].filter((word) => rest.words.has(word) !== rest.allBut),
  );
}

export const isEmpty = ({ missing, other: more, yes, no, numbers, texts: { allBut, words } }: Domain): boolean =>
  !missing && !more && !yes && !no && numbers.length === 0 && !allBut && words.size === 0;
