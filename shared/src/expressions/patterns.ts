/**
 * The engine behind `matches()`. It is handed in: the runtime always has one, and a page loads one when a condition asks for it.
 */
import { EvaluationFailure, type Fuel } from './fuel.ts';

export interface Pattern {
  /** Steps that it may take for one character. */
  readonly size: number;
  /** Whether some piece of the text is as the pattern says. */
  test(text: string): boolean;
}
/** @throws Error for what is no pattern. */
export type PatternEngine = (source: string) => Pattern;

/**
 * The largest pattern: in characters inside of an expression, in characters anywhere, and in steps for one character. A step
 * takes about 100 ns, so that the worst pattern looks through a message of 10,000 characters in half a second.
 */
export const patternLimits = { source: 200, written: 2000, size: 500 } as const;

let engine: PatternEngine | undefined;
const compiled = new Map<string, Pattern>();
const remembered = 200;

export function setPatternEngine(given: PatternEngine): void {
  engine = given;
}

/** Whether patterns can be tried here: a page may not have loaded what tries them. */
export const hasPatternEngine = (): boolean => engine !== undefined;

/** Linear in the text: its cost is known before it is tried. */
export function matches(text: string, source: string, fuel: Fuel): boolean {
  const pattern = patternOf(source);
  fuel.spend((text.length * pattern.size) >> 5);
  return pattern.test(text);
}

/** @throws EvaluationFailure for what is no pattern, or too large a one. */
export function patternOf(source: string): Pattern {
  const known = compiled.get(source);
  if (known) return known;
  if (!engine) throw new EvaluationFailure('matches() is not ready yet');
  const pattern = source.length > patternLimits.written ? undefined : made(engine, source);
  if (!pattern || pattern.size > patternLimits.size)
    throw new EvaluationFailure('the pattern of matches() is too large');
  if (compiled.size >= remembered) compiled.clear();
  compiled.set(source, pattern);
  return pattern;
}

function made(by: PatternEngine, source: string): Pattern {
  try {
    return by(source);
  } catch {
    throw new EvaluationFailure(`${JSON.stringify(source)} is no pattern`);
  }
}
