/** JSON Schema (draft 2020-12) over a value, without generated code, so that it runs under a strict CSP. */
import { Validator, type OutputUnit } from '@cfworker/json-schema';
import type { JsonSchema } from './json.ts';
import { expected, mustBe, unfitWords, type Unfit } from './misfit-words.ts';

export interface Misfit {
  /** JSON Pointer into the value. */
  path: string;
  /** What it must be, or what is missing: read by people who fill in a form and by models that call a tool. */
  message: string;
}

/** Keywords whose own error only says that there is one further in. */
const wrappers: ReadonlySet<string> = new Set([
  'properties',
  'additionalProperties',
  'patternProperties',
  'unevaluatedProperties',
  'items',
  'prefixItems',
  'additionalItems',
  'unevaluatedItems',
  'allOf',
  'dependentSchemas',
  'if',
  '$ref',
  '$recursiveRef',
  '$dynamicRef',
]);

/** A schema is prepared once: it is read out of a document again and again. */
const validators = new WeakMap<JsonSchema, Validator>();

function validatorOf(schema: JsonSchema): Validator {
  const known = validators.get(schema) ?? new Validator(schema, '2020-12', false);
  validators.set(schema, known);
  return known;
}

/** @returns why the value does not fit, innermost reasons first; empty when it fits. */
export function validateJson(schema: JsonSchema, value: unknown): Misfit[] {
  try {
    const { valid, errors } = validatorOf(schema).validate(value);
    return valid ? [] : reasons({ schema, value }, errors).map(({ path, message }) => ({ path, message }));
  } catch (error) {
    // The validator writes each key into a URI, which takes none with half of a surrogate pair.
    if (!(error instanceof URIError)) throw error;
    return [
      {
        path: '',
        message: 'has a key, or its schema has one, with half of a character that takes two (a lone surrogate)',
      },
    ];
  }
}

interface Reason extends Misfit {
  unfit: Unfit;
}

interface Whole {
  schema: JsonSchema;
  value: unknown;
}

/** The validator tells an error and then those further in, one after the other. */
function reasons(whole: Whole, errors: readonly OutputUnit[]): Reason[] {
  const found: Reason[] = [];
  for (let at = 0; at < errors.length; at++) {
    const error = errors[at] as OutputUnit;
    if (wrappers.has(error.keyword)) continue;
    const inner = within(error, errors.slice(at + 1));
    found.push(...reasonsOf(whole, error, inner));
    at += inner.length;
  }
  return found;
}

function within({ keywordLocation, instanceLocation }: OutputUnit, rest: readonly OutputUnit[]): OutputUnit[] {
  const end = rest.findIndex(
    (one) =>
      !one.keywordLocation.startsWith(`${keywordLocation}/`) || !one.instanceLocation.startsWith(instanceLocation),
  );
  return rest.slice(0, end === -1 ? undefined : end);
}

function reasonsOf(whole: Whole, error: OutputUnit, inner: readonly OutputUnit[]): Reason[] {
  if ((error.keyword === 'anyOf' || error.keyword === 'oneOf') && !/\([1-9]\d* matches\)/.test(error.error))
    return nearest(whole, error, inner);
  if (error.keyword === 'propertyNames') {
    const name = steps(inner[0]?.instanceLocation ?? error.instanceLocation).at(-1) ?? '';
    const why = reasons(whole, inner).map(({ message }) => message.replace(/, and (is|has) .*$/, ''));
    return [{ ...plain(whole, error), message: `has the name "${name}", which ${why[0] ?? 'is not allowed here'}` }];
  }
  return [plain(whole, error)];
}

/** Of several ways to be right that all fail: all of them where they make one sentence, otherwise the one nearest to the value. */
function nearest(whole: Whole, error: OutputUnit, inner: readonly OutputUnit[]): Reason[] {
  const branches = new Map<string, OutputUnit[]>();
  for (const one of inner) {
    const branch = one.keywordLocation.slice(error.keywordLocation.length + 1).split('/', 1)[0] ?? '';
    branches.set(branch, [...(branches.get(branch) ?? []), one]);
  }
  const ways = [...branches.values()].map((errors) => reasons(whole, errors));
  const own = plain(whole, error);
  const words = ways.map((way) => (way.length === 1 && way[0]?.path === own.path ? expected(way[0].unfit) : undefined));
  if (words.length > 0 && words.every((word) => word !== undefined))
    return [{ ...own, message: mustBe([...new Set(words.flat())], own.unfit.value) }];
  const [best] = ways.toSorted((one, other) => distance(one, own.path) - distance(other, own.path));
  return best ?? [own];
}

/** A value of another type or another kind (`const`) is further away than one that lacks something. */
const distance = (way: readonly Reason[], path: string): number =>
  way.reduce((sum, { unfit, path: place }) => {
    if (unfit.keyword === 'type' && place === path) return sum + 10_000;
    return sum + (unfit.keyword === 'const' || unfit.keyword === 'enum' ? 100 : 1);
  }, 0);

function plain({ schema, value }: Whole, error: OutputUnit): Reason {
  const place = steps(error.instanceLocation);
  const unfit: Unfit = {
    keyword: error.keyword,
    asked: askedAt(schema, steps(error.keywordLocation)),
    value: place.reduce(stepInto, value),
    names: namesIn(error),
  };
  const path = place.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return { path, message: unfitWords(unfit), unfit };
}

const namesIn = ({ keyword, error }: OutputUnit): string[] => {
  const [, first = '', second] =
    (keyword === 'required' ? /"(.*)"/s : /"(.*)" but does not have "(.*)"/s).exec(error) ?? [];
  return second === undefined ? [first] : [first, second];
};

/** The validator's places are pointers in a URI fragment: with percent signs, and `~0` and `~1`. */
const steps = (location: string): string[] =>
  location
    .split('/')
    .slice(1)
    .map((step) => decoded(step).replaceAll('~1', '/').replaceAll('~0', '~'));

/** A reference is as its author has written it, which may be no code at all. */
function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

const stepInto = (value: unknown, step: string): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === step)?.[1] : undefined;

/** What the schema says at a place of the validator, which goes through references. */
function askedAt(schema: JsonSchema, place: readonly string[]): unknown {
  return place.reduce<unknown>((inner, step) => {
    const found = stepInto(inner, step);
    if (step !== '$ref' || typeof found !== 'string') return found;
    return found.startsWith('#') ? steps(found).reduce<unknown>(stepInto, schema) : undefined;
  }, schema);
}
