/** What an expression is evaluated over, and what one is when it can be. */
import type { Fuel } from './fuel.ts';
import type { CelType } from './type.ts';
import type { Value } from './value.ts';

export interface Frame {
  /** The variables by name, those of the loops that it is in among them. */
  readonly values: ReadonlyMap<string, Value>;
  readonly fuel: Fuel;
}

/** `type` is known where a schema declares it; it says how a JSON number is read. */
export interface Program {
  run(frame: Frame): Value;
  type: CelType;
}
