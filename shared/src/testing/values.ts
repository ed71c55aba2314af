/** The small values that random graphs are made of. Expressions among them type wherever they are put. */
import * as fc from 'fast-check';
import { reservedKeys } from '../graph/ids.ts';
import type { Json, JsonSchema } from '../graph/json.ts';

/** What the parts of one graph may refer to. */
export interface Names {
  nodes: readonly string[];
  tools: readonly string[];
  state: readonly string[];
}

/** Objects as JSON.parse makes them. */
export const plain = { noNullPrototype: true } as const;
/** Any of the fields, or none. */
export const some = <Fields>(fields: { [Key in keyof Fields]: fc.Arbitrary<Fields[Key]> }) =>
  fc.record<Fields, never>(fields, { ...plain, requiredKeys: [] });
export const list = <Item>(item: fc.Arbitrary<Item>): fc.Arbitrary<Item[]> => fc.array(item, { maxLength: 3 });

export const words = fc.string({ unit: 'grapheme', maxLength: 12 });
export const word = fc.stringMatching(/^[a-z]{1,8}$/);
export const anyId: fc.Arbitrary<string> = fc
  .stringMatching(/^[a-z][a-z0-9-]{0,12}$/)
  .filter((id) => !reservedKeys.has(id));
export const stateKey = fc
  .stringMatching(/^[a-z_][a-zA-Z0-9_]{0,8}$/)
  .filter((key) => !reservedKeys.has(key) && key !== 'in');
export const model = fc.constantFrom('script', 'openai:gpt-5-mini', 'local:qwen3');
export const share = fc.double({ min: 0, max: 1, noNaN: true });
export const count = fc.integer({ min: 1, max: 50 });
export const positive = fc.double({ min: 0.01, max: 1000, noNaN: true });
export const position = fc.record(
  { x: fc.integer({ min: -2000, max: 2000 }), y: fc.integer({ min: -2000, max: 2000 }) },
  plain,
);

export const condition = fc.constantFrom(
  'true',
  'visits < 3',
  'hops == 0 && input != ""',
  'input.lowerAscii().contains("a}}b")',
);
export const template = fc.oneof(
  words.filter((text) => !text.includes('{{')),
  fc.constantFrom('Hello {{ input }}', '{{ "}}" }} of {{ visits }}'),
);
export const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.oneof(
      words,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
    ),
    list(tie('value')),
    fc.dictionary(word, tie('value'), { maxKeys: 3, ...plain }),
  ),
})).value;
export const dictionary = <Value>(value: fc.Arbitrary<Value>) => fc.dictionary(word, value, { maxKeys: 3, ...plain });
export const schema: fc.Arbitrary<JsonSchema> = fc.constantFrom<JsonSchema[]>(
  { type: 'string' },
  { type: 'object', properties: { reason: { type: 'string' }, amount: { type: 'number' } }, required: ['reason'] },
  { type: 'array', items: { type: 'integer' } },
  {},
);
