/** @returns the patch that makes `before` into `after`: what is no longer there is taken away. */
export function replacing<Value extends object>(before: Value, after: Value): Partial<Value> {
  const gone = Object.fromEntries(Object.keys(before).map((key) => [key, undefined]));
  return { ...gone, ...after };
}
