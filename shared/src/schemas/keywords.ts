/** What each keyword of JSON Schema asks of a value. One that is written wrongly asks nothing here; the checks tell of it. */
import { isObject } from '../graph/json.ts';
import { formats } from './formats.ts';
import { canonical, isMultipleOf } from './equal.ts';
import type { Fault, Judging, Place, Seen } from './fault.ts';

interface Look {
  /** What stands at the keyword. */
  asked: unknown;
  value: unknown;
  place: Place;
  /** The schema that the keyword stands in. */
  schema: { readonly [keyword: string]: unknown };
  seen: Seen;
  judge: Judging;
}

/** What the judge adds by itself is left out: the keyword, and where it looked. */
type Found = Partial<Fault>;
type Keyword = (look: Look) => Found[];

const ok: Found[] = [];
const not: Found[] = [{}];
const inside = (place: Place, key: string | number): Place => ({ around: place, key: String(key) });

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
};

const isOfType = (value: unknown, type: unknown): boolean =>
  typeOf(value) === type || (type === 'integer' && typeof value === 'number' && value % 1 === 0);

const ofNumber =
  (fits: (value: number, bound: number) => boolean): Keyword =>
  ({ asked, value }) =>
    typeof value !== 'number' || typeof asked !== 'number' || fits(value, asked) ? ok : not;

const characters = (text: string): number => {
  let count = 0;
  for (const _ of text) count++;
  return count;
};

const ofLength =
  (fits: (length: number, bound: number) => boolean): Keyword =>
  ({ asked, value, judge }) => {
    if (typeof value !== 'string' || typeof asked !== 'number') return ok;
    judge.fuel.spend(value.length >> 5);
    return fits(characters(value), asked) ? ok : not;
  };

const ofSize =
  (sizeOf: (value: unknown) => number | undefined, fits: (size: number, bound: number) => boolean): Keyword =>
  ({ asked, value }) => {
    const size = sizeOf(value);
    return size === undefined || typeof asked !== 'number' || fits(size, asked) ? ok : not;
  };
const entries = (value: unknown): number | undefined => (Array.isArray(value) ? value.length : undefined);
const fields = (value: unknown): number | undefined => (isObject(value) ? Object.keys(value).length : undefined);
const atLeast = (size: number, bound: number): boolean => size >= bound;
const atMost = (size: number, bound: number): boolean => size <= bound;

function sameAs(asked: unknown, value: unknown, judge: Judging): boolean {
  if (typeof value !== 'object' || value === null) return value === asked;
  if (typeof asked !== 'object' || asked === null) return false;
  return canonical(asked, judge.fuel) === canonical(value, judge.fuel);
}

/** What other schemas say of the same value. What they have looked at counts where they fit. */
function alike({ value, place, seen, judge }: Look, schema: unknown): Fault[] {
  const own: Seen = new Set();
  const faults = judge.faults(schema, value, place, own);
  if (faults.length === 0) for (const key of own) seen.add(key);
  return faults;
}

const listOf = (asked: unknown): readonly unknown[] => (Array.isArray(asked) ? asked : []);
const textsOf = (asked: unknown): string[] => listOf(asked).filter((one) => typeof one === 'string');

function ways(look: Look): { fitting: number; found: Fault[][] } {
  const found = listOf(look.asked).map((schema) => alike(look, schema));
  return { fitting: found.filter((faults) => faults.length === 0).length, found };
}

/** The entries of a value that are judged by a schema, each at its place. */
function each(
  { value, place, seen, judge }: Look,
  keys: Iterable<string | number>,
  schemaOf: (key: string | number) => unknown,
) {
  const faults: Fault[] = [];
  for (const key of keys) {
    seen.add(key);
    for (const fault of judge.faults(schemaOf(key), valueAt(value, key), inside(place, key))) faults.push(fault);
  }
  return faults;
}

const valueAt = (value: unknown, key: string | number): unknown => (value as { [key: string | number]: unknown })[key];

/** The keys of an object that a schema names, or whose pattern fits. */
const namedKeys = ({ schema, judge }: Look, value: { [key: string]: unknown }): Set<string> => {
  const { properties, patternProperties } = schema;
  const keys = Object.keys(value);
  const patterns = isObject(patternProperties) ? Object.keys(patternProperties) : [];
  return new Set(
    keys.filter(
      (key) =>
        (isObject(properties) && Object.hasOwn(properties, key)) ||
        patterns.some((pattern) => judge.isWritten(key, pattern) !== false),
    ),
  );
};

/** The list of schemas for the first entries, by either draft's name. */
const firsts = ({ prefixItems, items }: Look['schema']): number =>
  Math.max(listOf(prefixItems).length, listOf(items).length);

const rest = (look: Look, from: number): Fault[] => {
  const { value, asked } = look;
  if (!Array.isArray(value)) return [];
  return each(
    look,
    Array.from({ length: Math.max(0, value.length - from) }, (_, at) => from + at),
    () => asked,
  );
};

const byPosition = (look: Look): Fault[] => {
  const { value, asked } = look;
  if (!Array.isArray(value) || !Array.isArray(asked)) return [];
  return each(
    look,
    Array.from({ length: Math.min(value.length, asked.length) }, (_, at) => at),
    (at) => valueAt(asked, at),
  );
};

const unseen = (look: Look): Fault[] => {
  const { value, seen, asked } = look;
  if (Array.isArray(value))
    return each(
      look,
      [...value.keys()].filter((at) => !seen.has(at)),
      () => asked,
    );
  return isObject(value)
    ? each(
        look,
        Object.keys(value).filter((key) => !seen.has(key)),
        () => asked,
      )
    : [];
};

const needs = (name: string, names: readonly unknown[], value: { [key: string]: unknown }): Found[] =>
  textsOf(names)
    .filter((needed) => !Object.hasOwn(value, needed))
    .map((needed) => ({ keyword: 'dependentRequired', names: [name, needed] }));

const dependent = (look: Look): Found[] => {
  const { asked, value } = look;
  if (!isObject(asked) || !isObject(value)) return ok;
  return Object.entries(asked).flatMap(([name, what]): Found[] => {
    if (!Object.hasOwn(value, name)) return ok;
    return Array.isArray(what) ? needs(name, what, value) : alike(look, what);
  });
};

/** In the order in which faults are told; `unevaluated…` come last, when all others have looked. */
const said: { readonly [keyword: string]: Keyword } = {
  $ref: ({ schema, asked, value, place, seen, judge }) => judge.follow(schema, asked, value, place, seen),
  $dynamicRef: ({ schema, asked, value, place, seen, judge }) => judge.follow(schema, asked, value, place, seen),
  type: ({ asked, value }) => ([asked].flat().some((type) => isOfType(value, type)) ? ok : not),
  const: ({ asked, value, judge }) => (sameAs(asked, value, judge) ? ok : not),
  enum({ asked, value, judge }) {
    const words = listOf(asked);
    judge.fuel.spend(words.length >> 3);
    return !Array.isArray(asked) || words.some((word) => sameAs(word, value, judge)) ? ok : not;
  },
  not: ({ asked, value, place, judge }) => (judge.faults(asked, value, place).length === 0 ? not : ok),
  anyOf(look) {
    const { fitting, found } = ways(look);
    return fitting > 0 || !Array.isArray(look.asked) ? ok : [{ ways: found }];
  },
  allOf: (look) => listOf(look.asked).flatMap((schema) => alike(look, schema)),
  oneOf(look) {
    const { fitting, found } = ways(look);
    return fitting === 1 || !Array.isArray(look.asked) ? ok : fitting === 0 ? [{ ways: found }] : not;
  },
  if(look) {
    const { then, else: otherwise } = look.schema;
    const next = alike(look, look.asked).length === 0 ? then : otherwise;
    return next === undefined ? ok : alike(look, next);
  },
  required({ asked, value }) {
    if (!isObject(value)) return ok;
    return textsOf(asked)
      .filter((name) => !Object.hasOwn(value, name))
      .map((name) => ({ names: [name] }));
  },
  minProperties: ofSize(fields, atLeast),
  maxProperties: ofSize(fields, atMost),
  propertyNames({ asked, value, place, judge }) {
    if (!isObject(value)) return ok;
    return Object.keys(value).flatMap((name): Found[] => {
      const faults = judge.faults(asked, name, inside(place, name));
      return faults.length === 0 ? ok : [{ names: [name], ways: [faults] }];
    });
  },
  dependentRequired: dependent,
  dependentSchemas: dependent,
  dependencies: dependent,
  properties(look) {
    const { asked, value } = look;
    if (!isObject(asked) || !isObject(value)) return ok;
    return each(
      look,
      Object.keys(asked).filter((key) => Object.hasOwn(value, key)),
      (key) => valueAt(asked, key),
    );
  },
  patternProperties(look) {
    const { asked, value, judge } = look;
    if (!isObject(asked) || !isObject(value)) return ok;
    return Object.entries(asked).flatMap(([pattern, schema]) =>
      each(
        look,
        Object.keys(value).filter((key) => judge.isWritten(key, pattern) === true),
        () => schema,
      ),
    );
  },
  additionalProperties(look) {
    const { asked, value } = look;
    if (!isObject(value)) return ok;
    const named = namedKeys(look, value);
    return each(
      look,
      Object.keys(value).filter((key) => !named.has(key)),
      () => asked,
    );
  },
  minItems: ofSize(entries, atLeast),
  maxItems: ofSize(entries, atMost),
  prefixItems: byPosition,
  items: (look) =>
    Array.isArray(look.asked) ? byPosition(look) : rest(look, listOf(look.schema['prefixItems']).length),
  additionalItems: (look) => (Array.isArray(look.schema['items']) ? rest(look, firsts(look.schema)) : ok),
  contains({ asked, value, place, schema, seen, judge }) {
    if (!Array.isArray(value)) return ok;
    const { minContains: least = 1, maxContains: most } = schema;
    const fitting = [...value.keys()].filter((at) => judge.faults(asked, value[at], inside(place, at)).length === 0);
    for (const at of fitting) seen.add(at);
    if (typeof least === 'number' && fitting.length < least)
      return [schema['minContains'] === undefined ? {} : { keyword: 'minContains', asked: least }];
    if (typeof most === 'number' && fitting.length > most) return [{ keyword: 'maxContains', asked: most }];
    return ok;
  },
  uniqueItems({ asked, value, judge }) {
    if (asked !== true || !Array.isArray(value)) return ok;
    return new Set(value.map((one) => canonical(one, judge.fuel))).size === value.length ? ok : not;
  },
  minimum: ofNumber((value, bound) => value >= bound),
  maximum: ofNumber((value, bound) => value <= bound),
  exclusiveMinimum: ofNumber((value, bound) => value > bound),
  exclusiveMaximum: ofNumber((value, bound) => value < bound),
  multipleOf: ofNumber(isMultipleOf),
  minLength: ofLength(atLeast),
  maxLength: ofLength(atMost),
  pattern: ({ asked, value, judge }) =>
    typeof value !== 'string' || typeof asked !== 'string' || judge.isWritten(value, asked) !== false ? ok : not,
  format({ asked, value, judge }) {
    if (typeof value !== 'string') return ok;
    if (asked === 'regex') return judge.isPattern(value) ? ok : not;
    const fits = typeof asked === 'string' ? formats.get(asked) : undefined;
    if (!fits) return ok;
    judge.fuel.spend(value.length >> 5);
    return fits(value) ? ok : not;
  },
  unevaluatedItems: (look) => (Array.isArray(look.value) ? unseen(look) : ok),
  unevaluatedProperties: (look) => (isObject(look.value) ? unseen(look) : ok),
};

export const keywords: readonly (readonly [keyword: string, look: Keyword])[] = Object.entries(said);
