/**
 * Why a value does not fit a schema, in words that go on after the value's name: "must be a number, and is text". People who
 * fill in a form read them, and so do models whose call of a tool did not fit.
 */
import { isObject } from './json.ts';

/** One keyword of a schema that a value does not fit. */
export interface Unfit {
  keyword: string;
  /** What the schema says at the keyword; undefined where that cannot be looked up. */
  asked: unknown;
  /** The value as it is. */
  value: unknown;
  /** The names that the validator found: what is missing, and what it is needed for. */
  names: readonly string[];
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

const formatWords: Readonly<Record<string, string>> = {
  date: 'a date, such as 2026-03-14',
  time: 'a time with its zone, such as 09:30:00Z',
  'date-time': 'a date and time, such as 2026-03-14T09:30:00Z',
  duration: 'a duration, such as P3D for three days or PT90M for ninety minutes',
  email: 'an email address, such as ada@example.com',
  uri: 'an address, such as https://example.com/help',
  url: 'an address, such as https://example.com/help',
  'uri-reference': 'an address or a part of one, such as /help',
  hostname: 'the name of a host, such as example.com',
  ipv4: 'an IPv4 address, such as 192.0.2.1',
  ipv6: 'an IPv6 address, such as 2001:db8::1',
  regex: 'a regular expression, such as ^[A-Z]+$',
  uuid: 'a UUID, such as 123e4567-e89b-12d3-a456-426614174000',
};

const either = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;

const written = (values: readonly unknown[]): string[] => values.map((value) => JSON.stringify(value));

const counted = (asked: unknown, one: string, many: string): string => `${String(asked)} ${asked === 1 ? one : many}`;

/** What a value must be, where that can be said in a few words; so that several ways to be right make one sentence. */
export function expected({ keyword, asked }: Unfit): string[] | undefined {
  if (keyword === 'const') return written([asked]);
  if (keyword === 'enum' && Array.isArray(asked)) return written(asked);
  if (keyword === 'type') return [asked].flat().map((type) => typeWords[String(type)] ?? String(type));
  if (keyword === 'format' && typeof asked === 'string') return [formatWords[asked] ?? `written as "${asked}"`];
  return undefined;
}

/** What the value is; a text is not repeated, since it can hold a secret. */
function shown(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  if (typeof value === 'string') return value === '' ? 'empty' : 'text';
  return Array.isArray(value) ? 'a list' : 'an object';
}

const isLiteral = (word: string): boolean => word === 'null' || /^["\d[{-]/.test(word);

/** That a text is not the right text goes without saying that it is text. */
export function mustBe(words: readonly string[], value: unknown): string {
  const what = words.length > 1 && words.every(isLiteral) ? `one of ${words.join(', ')}` : either(words);
  const wrongText = typeof value === 'string' && value !== '' && words.some((word) => word.startsWith('"'));
  return `must be ${what}${wrongText ? '' : `, and is ${shown(value)}`}`;
}

const size = (value: unknown): number => {
  if (typeof value === 'string') return Array.from(value).length;
  return isObject(value) ? Object.keys(value).length : Array.isArray(value) ? value.length : 0;
};

const sized =
  (words: 'must have at least' | 'may have at most', one: string, many: string) =>
  ({ asked, value }: Unfit): string =>
    asked === 1 && size(value) === 0
      ? 'must not be empty'
      : `${words} ${counted(asked, one, many)}, and has ${size(value)}`;

const compared =
  (words: string) =>
  ({ asked, value }: Unfit): string =>
    `must be ${words} ${String(asked)}, and is ${shown(value)}`;

const said: Readonly<Record<string, (unfit: Unfit) => string>> = {
  false: () => 'is not allowed here; leave it out',
  required: ({ names: [name] }) => `"${name ?? ''}" is required`,
  dependentRequired: ({ names: [given, name] }) => `"${name ?? ''}" is required where "${given ?? ''}" is given`,
  minLength: sized('must have at least', 'character', 'characters'),
  maxLength: sized('may have at most', 'character', 'characters'),
  minItems: sized('must have at least', 'entry', 'entries'),
  maxItems: sized('may have at most', 'entry', 'entries'),
  minProperties: sized('must have at least', 'field', 'fields'),
  maxProperties: sized('may have at most', 'field', 'fields'),
  minimum: compared('at least'),
  maximum: compared('at most'),
  exclusiveMinimum: compared('more than'),
  exclusiveMaximum: compared('less than'),
  multipleOf: compared('a multiple of'),
  pattern: ({ asked }) => `must be written as this pattern says: ${String(asked)}`,
  uniqueItems: () => 'has the same entry twice; each may be there only once',
  contains: () => 'has no entry of the kind that it must have',
  minContains: ({ asked }) => `must have at least ${counted(asked, 'entry', 'entries')} of the kind that is asked for`,
  maxContains: ({ asked }) => `may have at most ${counted(asked, 'entry', 'entries')} of a kind that is limited`,
  not: ({ asked }) => {
    const words = isObject(asked) ? Object.entries(asked).map(([keyword, inner]) => ({ keyword, asked: inner })) : [];
    const known = words.length === 1 && words[0] ? expected({ ...words[0], value: undefined, names: [] }) : undefined;
    return known ? `must not be ${either(known)}` : 'is of a kind that is not allowed here';
  },
  oneOf: () => 'fits more than one of the ways that are allowed, and must fit exactly one',
};

export function unfitWords(unfit: Unfit): string {
  if (unfit.keyword === 'format') return `must be ${either(expected(unfit) ?? [])}`;
  const say = said[unfit.keyword];
  if (say) return say(unfit);
  const words = expected(unfit);
  return words ? mustBe(words, unfit.value) : 'does not fit what is asked for here';
}
