/** What is wrong with a value, in words of our own: the library's are about instances, subschemas and keywords. */
import type { OutputUnit } from '@cfworker/json-schema';

const types: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

const formats: Readonly<Record<string, string>> = {
  email: 'an e-mail address',
  'idn-email': 'an e-mail address',
  uri: 'a web address with its https://',
  url: 'a web address with its https://',
  date: 'a date such as 2026-11-26',
  time: 'a time such as 09:30:00Z',
  'date-time': 'a date and time such as 2026-11-26T09:30:00Z',
  uuid: 'a UUID',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  hostname: 'the name of a host',
};

const either = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} or ${parts.at(-1) ?? ''}`;

const counted = (count: string, one: string, many = `${one}s`): string =>
  count === '1' ? `one ${one}` : `${count} ${many}`;

interface Told {
  error: string;
  /** What stands in quotes. */
  quoted: string[];
  /** The last number: the one that the schema asks for. */
  number: string;
}

const words: Readonly<Record<string, (told: Told) => string>> = {
  false: () => 'is not allowed here',
  required: ({ quoted }) => `"${quoted[0] ?? ''}" is required`,
  type: ({ quoted: [is = '', ...may] }) =>
    `must be ${either(may.map((type) => types[type] ?? type))}, and is ${types[is] ?? is}`,
  enum: ({ error }) => `must be ${either(listIn(error))}`,
  const: ({ error }) => `must be ${error.replace(/^Instance does not match (.*)\.$/s, '$1')}`,
  minLength: ({ number }) => (number === '1' ? 'must not be empty' : `must have at least ${number} characters`),
  maxLength: ({ number }) => `must have at most ${counted(number, 'character')}`,
  pattern: () => 'is not written in the form that is asked for',
  format: ({ quoted: [format = ''] }) => `must be ${formats[format] ?? `written as ${format}`}`,
  minimum: ({ number }) => `must be at least ${number}`,
  exclusiveMinimum: ({ number }) => `must be more than ${number}`,
  maximum: ({ number }) => `must be at most ${number}`,
  exclusiveMaximum: ({ number }) => `must be less than ${number}`,
  multipleOf: ({ number }) => `must be a multiple of ${number}`,
  minItems: ({ number }) => `must have at least ${counted(number, 'entry', 'entries')}`,
  maxItems: ({ number }) => `must have at most ${counted(number, 'entry', 'entries')}`,
  uniqueItems: () => 'must not have the same entry twice',
  contains: () => 'does not have the entry that it must have',
  minContains: () => 'does not have all entries that it must have',
  maxContains: () => 'has too many entries of a kind',
  minProperties: ({ number }) => `must have at least ${counted(number, 'field')}`,
  maxProperties: ({ number }) => `must have at most ${counted(number, 'field')}`,
  dependentRequired: ({ quoted: [has = '', needs = ''] }) => `"${needs}" is required where there is "${has}"`,
  dependencies: ({ quoted: [has = '', needs = ''] }) => `"${needs}" is required where there is "${has}"`,
  not: () => 'must not be this',
  anyOf: () => 'fits none of the forms that are allowed',
  oneOf: ({ error }) => (/\(0 /.test(error) ? 'fits none of the forms that are allowed' : 'fits more than one form'),
};

/** The values that the library tells as JSON. */
function listIn(error: string): string[] {
  const json = error.replace(/^Instance does not match any of (.*)\.$/s, '$1');
  try {
    const values: unknown = JSON.parse(json);
    return Array.isArray(values) ? values.map((value) => JSON.stringify(value)) : [json];
  } catch {
    return [json];
  }
}

/** @returns the end of a sentence that begins with what the value is called. */
export function misfitInWords({ keyword, error }: OutputUnit): string {
  const quoted = [...error.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');
  const number = error.match(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi)?.at(-1) ?? '';
  const known = Object.hasOwn(words, keyword) ? words[keyword] : undefined;
  return known?.({ error, quoted, number }) ?? 'does not fit what is asked for';
}
