/** What is said of a value that does not fit a JSON Schema, and what its keywords ask of the judge that walks both. */
import type { Fuel } from '../expressions/fuel.ts';

/** A place inside of the value: a key, and the place around it. */
export interface Place {
  readonly around?: Place;
  readonly key: string;
}

/** One keyword of a schema that a value does not fit. */
export interface Fault {
  keyword: string;
  /** What the schema says at the keyword. */
  asked: unknown;
  value: unknown;
  place: Place;
  /** What is missing, and what it is needed for; the name that does not fit. */
  names?: readonly string[];
  /** Of several ways to be right, what each of them lacks. */
  ways?: readonly (readonly Fault[])[];
}

/** A schema that says nothing that can be held against a value; its message tells why. */
export class BrokenSchema extends Error {
  override readonly name = 'BrokenSchema';
}

/** Keys and indices of a value that some keyword has looked at: what `unevaluated…` leaves alone. */
export type Seen = Set<string | number>;

export interface Judging {
  readonly fuel: Fuel;
  /** @returns what keeps a value from fitting a schema. */
  faults(schema: unknown, value: unknown, place: Place, seen?: Seen): Fault[];
  /** What the schema at the end of a reference says. */
  follow(schema: object, reference: unknown, value: unknown, place: Place, seen: Seen): Fault[];
  /** Whether a pattern fits some piece of a text; undefined in a page that has not loaded the engine, where the server says it. */
  isWritten(text: string, pattern: string): boolean | undefined;
  /** What is a pattern anywhere is one of RE2 here, too. */
  isPattern(source: string): boolean;
}
