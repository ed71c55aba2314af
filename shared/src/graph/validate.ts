/** What keeps a value from fitting a JSON Schema (draft 2020-12), in words. It never throws: a broken schema is a misfit, too. */
import { EvaluationFailure, Fuel, maxWork } from '../expressions/fuel.ts';
import { BrokenSchema, type Fault, type Place } from '../schemas/fault.ts';
import { Judge } from '../schemas/judge.ts';
import { References } from '../schemas/references.ts';
import type { JsonSchema } from './json.ts';
import { expected, mustBe, unfitWords, type Unfit } from './misfit-words.ts';

export interface Misfit {
  /** JSON Pointer into the value. */
  path: string;
  /** What it must be, or what is missing: read by people who fill in a form and by models that call a tool. */
  message: string;
}

/** A schema is prepared once: it is read out of a document again and again. */
const prepared = new WeakMap<JsonSchema, References>();

function referencesOf(schema: JsonSchema): References {
  const known = prepared.get(schema) ?? new References(schema);
  prepared.set(schema, known);
  return known;
}

/** What keeps it from fitting; or why that cannot be told: the schema is broken, or it takes too many steps. */
export type Judged = { misfits: Misfit[] } | { trouble: string };

/** @param fuel what may be spent, where several are looked at one after the other. */
export function judgeJson(schema: JsonSchema, value: unknown, fuel: Fuel): Judged {
  try {
    const faults = new Judge(referencesOf(schema), fuel).faults(schema, value, { key: '' });
    return { misfits: reasons(faults).map(({ path, message }) => ({ path, message })) };
  } catch (error) {
    if (error instanceof BrokenSchema)
      return { trouble: `cannot be checked, because its schema is broken: ${error.message}` };
    if (!(error instanceof EvaluationFailure)) throw error;
    return { trouble: `takes more than ${maxWork} steps to check against its schema; make one of the two smaller` };
  }
}

/** @returns why the value does not fit, innermost reasons first; empty when it fits. */
export function validateJson(schema: JsonSchema, value: unknown): Misfit[] {
  const judged = judgeJson(schema, value, new Fuel());
  return 'misfits' in judged ? judged.misfits : [{ path: '', message: judged.trouble }];
}

interface Reason extends Misfit {
  unfit: Unfit;
}

const reasons = (faults: readonly Fault[]): Reason[] => faults.flatMap(reasonsOf);

function reasonsOf(fault: Fault): Reason[] {
  const { keyword, ways, names: [name = ''] = [] } = fault;
  if (!ways) return [plain(fault)];
  if (keyword !== 'propertyNames') return nearest(fault, ways);
  const [why] = reasons(ways.flat()).map(({ message }) => message.replace(/, and (is|has) .*$/, ''));
  return [{ ...plain(fault), message: `has the name "${name}", which ${why ?? 'is not allowed here'}` }];
}

/** Of several ways to be right that all fail: all of them where they make one sentence, otherwise the one nearest to the value. */
function nearest(fault: Fault, found: readonly (readonly Fault[])[]): Reason[] {
  const ways = found.map(reasons);
  const own = plain(fault);
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

function plain({ keyword, asked, value, place, names = [] }: Fault): Reason {
  const unfit: Unfit = { keyword, asked, value, names };
  return { path: pointerTo(place), message: unfitWords(unfit), unfit };
}

function pointerTo({ around, key }: Place): string {
  return around ? `${pointerTo(around)}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}` : '';
}
