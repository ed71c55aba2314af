/** What stands at each keyword of a JSON Schema, so that one which is written wrongly is told of and not passed over. */
import { isObject } from '../graph/json.ts';
import { schemaListKeywords, schemaMapKeywords } from './inner.ts';

interface Shape {
  /** The end of a sentence that begins with the keyword. */
  words: string;
  fits(value: unknown): boolean;
}

const types: ReadonlySet<unknown> = new Set(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']);
const isText = (value: unknown): boolean => typeof value === 'string';
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

const text: Shape = { words: 'a text', fits: isText };
const texts: Shape = { words: 'a list of texts', fits: isTexts };
const number: Shape = { words: 'a number', fits: (value) => typeof value === 'number' };
const count: Shape = {
  words: 'a whole number from 0 on',
  fits: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0,
};
const object: Shape = { words: 'an object', fits: isObject };
const list: Shape = { words: 'a list of schemas', fits: (value) => Array.isArray(value) && value.length > 0 };

const shapes: ReadonlyMap<string, Shape> = new Map([
  ...schemaMapKeywords.map((keyword) => [keyword, object] as const),
  ...schemaListKeywords.map((keyword) => [keyword, list] as const),
  ...['$anchor', '$dynamicAnchor', '$dynamicRef', '$id', '$ref', 'format', 'pattern'].map(
    (key) => [key, text] as const,
  ),
  ...['exclusiveMaximum', 'exclusiveMinimum', 'maximum', 'minimum'].map((key) => [key, number] as const),
  ...['Contains', 'Items', 'Length', 'Properties'].flatMap((of) =>
    ['min', 'max'].map((bound) => [`${bound}${of}`, count] as const),
  ),
  ['dependencies', object],
  [
    'dependentRequired',
    {
      words: 'an object with a list of texts for each name',
      fits: (value) => isObject(value) && Object.values(value).every(isTexts),
    },
  ],
  ['enum', { words: 'a list', fits: Array.isArray }],
  ['multipleOf', { words: 'a number above 0', fits: (value) => typeof value === 'number' && value > 0 }],
  ['required', texts],
  [
    'type',
    {
      words: `one of ${[...types].join(', ')}, or a list of them`,
      fits: (value) => [value].flat().every((type) => types.has(type)),
    },
  ],
  ['uniqueItems', { words: 'true or false', fits: (value) => typeof value === 'boolean' }],
]);

export const shapeOf = (keyword: string): Shape | undefined => shapes.get(keyword);
