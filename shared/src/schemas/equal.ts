/** When two JSON values are the same, and when one number is a multiple of another. */
import { EvaluationFailure, type Fuel } from '../expressions/fuel.ts';
import { isObject } from '../graph/json.ts';

/** Well within the stack. */
const deepest = 600;

/** @returns the same text for the same value, in whatever order its keys stand. */
export function canonical(value: unknown, fuel: Fuel, depth = 0): string {
  fuel.spend(1);
  if (depth > deepest) throw new EvaluationFailure(`it nests deeper than ${deepest} levels`);
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one, fuel, depth + 1)).join()}]`;
  if (isObject(value)) {
    const keys = Object.keys(value).toSorted();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key], fuel, depth + 1)}`).join()}}`;
  }
  if (typeof value === 'string') fuel.spendText(value);
  return JSON.stringify(value) ?? '';
}

/** Exact for the numbers as they are written: 0.3 is a multiple of 0.1. */
export function isMultipleOf(value: number, of: number): boolean {
  if (!Number.isFinite(value) || !Number.isFinite(of) || of <= 0) return false;
  const [digits, exponent] = decimal(value);
  const [divisor, divisorExponent] = decimal(of);
  const apart = exponent - divisorExponent;
  const scale = 10n ** BigInt(Math.abs(apart));
  return (apart >= 0 ? (digits * scale) % divisor : digits % (divisor * scale)) === 0n;
}

function decimal(value: number): [digits: bigint, exponent: number] {
  const [written = '', exponent = '0'] = Math.abs(value).toString().split('e');
  const [whole = '', fraction = ''] = written.split('.');
  return [BigInt(whole + fraction), Number(exponent) - fraction.length];
}
