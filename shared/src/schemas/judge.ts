/**
 * Whether a value fits a JSON Schema (draft 2020-12), by walking both: nothing is made into code, patterns run on RE2 alone,
 * and each step is counted, so that no schema and no value can make it run for ever.
 */
import { EvaluationFailure, type Fuel } from '../expressions/fuel.ts';
import { hasPatternEngine, patternOf, type Pattern } from '../expressions/patterns.ts';
import { isObject } from '../graph/json.ts';
import { BrokenSchema, type Fault, type Judging, type Place, type Seen } from './fault.ts';
import { keywords } from './keywords.ts';
import type { References } from './references.ts';

/** Deeper than any value that is not made to be deep, and well within the stack. */
const deepest = 600;

/** A schema and a value at one place, and what keywords need to go on. */
export class Judge implements Judging {
  readonly fuel: Fuel;
  readonly #references: References;
  #depth = 0;
  readonly #patterns = new Map<string, Pattern>();
  /** The references that are being followed, the last one last. */
  readonly #followed: { target: unknown; place: Place }[] = [];

  constructor(references: References, fuel: Fuel) {
    this.#references = references;
    this.fuel = fuel;
  }

  /** @throws BrokenSchema, or EvaluationFailure when it takes too many steps. */
  faults(schema: unknown, value: unknown, place: Place, seen: Seen = new Set()): Fault[] {
    this.fuel.spend(1);
    if (schema === true) return [];
    if (schema === false) return [{ keyword: 'false', asked: undefined, value, place }];
    if (!isObject(schema)) throw new BrokenSchema('what stands where a schema must stand is none');
    if (this.#depth >= deepest) throw new BrokenSchema(`it goes deeper than ${deepest} levels`);
    this.#depth++;
    const faults: Fault[] = [];
    for (const [keyword, look] of keywords) {
      const asked = schema[keyword];
      if (asked === undefined) continue;
      const found = look({ asked, value, place, schema, seen, judge: this });
      // What does not fit costs more than what does: somebody is told of it.
      this.fuel.spend(1 + 4 * found.length);
      for (const { keyword: said = keyword, ...fault } of found)
        faults.push({ asked, value, place, ...fault, keyword: said });
    }
    this.#depth--;
    return faults;
  }

  /** @throws BrokenSchema for what is no pattern of RE2. */
  isWritten(text: string, source: string): boolean | undefined {
    if (!hasPatternEngine()) return undefined;
    const pattern = this.#patterns.get(source) ?? this.#compiled(source);
    this.fuel.spend(4 + ((text.length * pattern.size) >> 5));
    return pattern.test(text);
  }

  isPattern(source: string): boolean {
    try {
      this.isWritten('', source);
      return true;
    } catch (error) {
      if (!(error instanceof BrokenSchema)) throw error;
      return false;
    }
  }

  #compiled(source: string): Pattern {
    try {
      const pattern = patternOf(source);
      this.#patterns.set(source, pattern);
      this.fuel.spend(40 + 10 * pattern.size);
      return pattern;
    } catch (error) {
      if (!(error instanceof EvaluationFailure) || this.fuel.empty) throw error;
      const shown = source.length > 60 ? `${source.slice(0, 60)}…` : source;
      throw new BrokenSchema(`the pattern ${JSON.stringify(shown)} cannot be used; patterns are written in RE2 syntax`);
    }
  }

  /** @throws BrokenSchema for a reference that leads nowhere, or round and round. */
  follow(schema: object, reference: unknown, value: unknown, place: Place, seen: Seen): Fault[] {
    const target = typeof reference === 'string' ? this.#references.target(schema, reference) : undefined;
    if (target === undefined) throw new BrokenSchema(`its $ref ${JSON.stringify(reference)} leads nowhere`);
    if (this.#goesRound(target, place))
      throw new BrokenSchema(`its $ref ${JSON.stringify(reference)} comes back to itself without end`);
    this.#followed.push({ target, place });
    const faults = this.faults(target, value, place, seen);
    this.#followed.pop();
    return faults;
  }

  /** Coming to a schema again is an end only further inside of the value. */
  #goesRound(target: unknown, place: Place): boolean {
    for (let at = this.#followed.length - 1; at >= 0; at--) {
      const before = this.#followed[at];
      this.fuel.spend(1);
      if (before?.place !== place) return false;
      if (before.target === target) return true;
    }
    return false;
  }
}
