/** The functions that an expression may call: those of CEL which Baton runs, each linear in the size of what it reads. */
import { EvaluationFailure, type Fuel } from './fuel.ts';
import { matches } from './patterns.ts';
import { elements, kindOf, MadeList, sizeOf, toJson, type Value } from './value.ts';
import { dyn } from './type.ts';

/** For a method (`text.contains(x)`) the first argument is what it is called on. */
type Call = (args: readonly Value[], fuel: Fuel) => Value;

const fail = (message: string): never => {
  throw new EvaluationFailure(message);
};

function textOf(value: Value | undefined, fuel: Fuel): string {
  if (typeof value !== 'string') return fail(`a text is needed, and this is ${kindOf(value ?? null)}`);
  fuel.spendText(value);
  return value;
}

const wholeOf = (value: Value | undefined): number =>
  typeof value === 'bigint' || typeof value === 'number' ? Number(value) : fail('a whole number is needed');

/** A method whose arguments are texts. */
const onText =
  (run: (...texts: string[]) => Value): Call =>
  (args, fuel) =>
    run(...args.map((value) => textOf(value, fuel)));

const size: Call = ([value = null], fuel) => {
  // Characters are counted one by one.
  if (typeof value === 'string') fuel.spend(value.length >> 3);
  return BigInt(sizeOf(value) ?? fail(`${kindOf(value)} has no size`));
};

/** An index into a text, counted in UTF-16 units as `size` of a text without emoji is. */
function position(text: string, value: Value | undefined): number {
  const at = wholeOf(value);
  return at >= 0 && at <= text.length ? at : fail(`the position ${at} is outside the text`);
}

const find =
  (search: (text: string, part: string, from?: number) => number): Call =>
  ([value, part, from], fuel) => {
    const text = textOf(value, fuel);
    const sought = textOf(part, fuel);
    return BigInt(from === undefined ? search(text, sought) : search(text, sought, position(text, from)));
  };

const substring: Call = ([value, start, end], fuel) => {
  const text = textOf(value, fuel);
  const from = position(text, start);
  const to = end === undefined ? text.length : position(text, end);
  return to >= from ? text.slice(from, to) : fail('the end of a part lies before its start');
};

const split: Call = ([value, separator, most], fuel) => {
  const text = textOf(value, fuel);
  fuel.spend(text.length);
  const by = textOf(separator, fuel);
  const parts = text.split(by);
  const limit = most === undefined ? -1 : wholeOf(most);
  if (limit === 0) return new MadeList([]);
  if (limit < 0 || parts.length <= limit) return new MadeList(parts);
  return new MadeList([...parts.slice(0, limit - 1), parts.slice(limit - 1).join(by)]);
};

const join: Call = ([list = null, separator = ''], fuel) => {
  const by = textOf(separator, fuel);
  const parts = [...(typeof list === 'string' ? fail('join needs a list of texts') : (elements(list, dyn) ?? []))];
  const texts = parts.map((part) => {
    fuel.spend(1 + (by.length >> 5));
    return textOf(part, fuel);
  });
  return texts.join(by);
};

const toInt: Call = ([value = null]) => {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number')
    return Number.isFinite(value) ? BigInt(Math.trunc(value)) : fail('the number is not finite');
  if (typeof value === 'string' && /^[+-]?\d{1,18}$/.test(value)) return BigInt(value);
  return fail(
    `${JSON.stringify(typeof value === 'string' ? value.slice(0, 40) : kindOf(value))} is not a whole number`,
  );
};

const toDouble: Call = ([value = null]) => {
  if (typeof value === 'bigint' || typeof value === 'number') return Number(value);
  const number = typeof value === 'string' && value.trim() === value && value !== '' ? Number(value) : Number.NaN;
  return Number.isFinite(number)
    ? number
    : fail(`${typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : kindOf(value)} is not a number`);
};

const toText: Call = ([value = null], fuel) => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  const json = JSON.stringify(toJson(value, fuel));
  fuel.spend(json.length >> 3);
  return json;
};

const toBool: Call = ([value = null]) => {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  return fail('only true, false and their texts are true or false');
};

export const functions: ReadonlyMap<string, Call> = new Map<string, Call>([
  ['size', size],
  ['int', toInt],
  ['double', toDouble],
  ['string', toText],
  ['bool', toBool],
  ['dyn', ([value = null]) => value],
]);

export const methods: ReadonlyMap<string, Call> = new Map<string, Call>([
  ['size', size],
  ['contains', onText((text, part = '') => text.includes(part))],
  ['startsWith', onText((text, part = '') => text.startsWith(part))],
  ['endsWith', onText((text, part = '') => text.endsWith(part))],
  ['matches', ([value, pattern], fuel) => matches(textOf(value, fuel), textOf(pattern, fuel), fuel)],
  ['lowerAscii', onText((text) => text.toLowerCase())],
  ['upperAscii', onText((text) => text.toUpperCase())],
  ['trim', onText((text) => text.trim())],
  ['indexOf', find((text, part, from) => text.indexOf(part, from))],
  [
    'lastIndexOf',
    find((text, part, from) => (from === undefined ? text.lastIndexOf(part) : text.lastIndexOf(part, from))),
  ],
  ['substring', substring],
  ['split', split],
  ['join', join],
]);
