/** Sets of numbers as intervals, in order and apart from each other. */

export interface Interval {
  low: number;
  high: number;
  /** Whether the end itself is left out; an infinite end always is. */
  lowOpen: boolean;
  highOpen: boolean;
}
export type NumberSet = readonly Interval[];

const interval = (low: number, lowOpen: boolean, high: number, highOpen: boolean): Interval => ({
  low,
  high,
  lowOpen: lowOpen || low === Number.NEGATIVE_INFINITY,
  highOpen: highOpen || high === Number.POSITIVE_INFINITY,
});

export const noNumber: NumberSet = [];
export const anyNumber: NumberSet = [interval(Number.NEGATIVE_INFINITY, true, Number.POSITIVE_INFINITY, true)];
export const exactly = (value: number): NumberSet => [interval(value, false, value, false)];
export const above = (value: number, included: boolean): NumberSet => [
  interval(value, !included, Number.POSITIVE_INFINITY, true),
];
export const below = (value: number, included: boolean): NumberSet => [
  interval(Number.NEGATIVE_INFINITY, true, value, !included),
];
export const between = (low: number, high: number): NumberSet => [interval(low, false, high, false)];

export function bothNumbers(a: NumberSet, b: NumberSet): NumberSet {
  return a.flatMap((one) => b.flatMap((other) => overlap(one, other)));
}

function overlap(a: Interval, b: Interval): Interval[] {
  const low = Math.max(a.low, b.low);
  const high = Math.min(a.high, b.high);
  const lowOpen = (a.low === low && a.lowOpen) || (b.low === low && b.lowOpen);
  const highOpen = (a.high === high && a.highOpen) || (b.high === high && b.highOpen);
  return low > high || (low === high && (lowOpen || highOpen)) ? [] : [interval(low, lowOpen, high, highOpen)];
}

export function otherNumbers(set: NumberSet): NumberSet {
  return set.reduce<NumberSet>(
    (left, { low, lowOpen, high, highOpen }) =>
      bothNumbers(left, [
        ...(low === Number.NEGATIVE_INFINITY ? [] : below(low, lowOpen)),
        ...(high === Number.POSITIVE_INFINITY ? [] : above(high, highOpen)),
      ]),
    anyNumber,
  );
}

/** @returns the same whole numbers, with the nearest of them as ends; what holds none is gone. */
export function wholeNumbers(set: NumberSet): NumberSet {
  return set.flatMap(({ low, lowOpen, high, highOpen }) => {
    const first = lowOpen ? Math.floor(low) + 1 : Math.ceil(low);
    const last = highOpen ? Math.ceil(high) - 1 : Math.floor(high);
    return first > last ? [] : [interval(first, false, last, false)];
  });
}

/** @returns some numbers of the set, the plainest first. */
export function someNumbers(set: NumberSet, whole: boolean): number[] {
  return set.flatMap((one) => {
    const { low, high } = one;
    const tries = [low + 1, Math.ceil(low), Math.floor(high), high - 1, (low + high) / 2, low, high, 0];
    return [...new Set(tries)].filter(
      (value) => Number.isFinite(value) && (!whole || Number.isInteger(value)) && holds(one, value),
    );
  });
}

const holds = ({ low, lowOpen, high, highOpen }: Interval, value: number): boolean =>
  (lowOpen ? value > low : value >= low) && (highOpen ? value < high : value <= high);
