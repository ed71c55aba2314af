/** Small changes to immutable values that keep the identity of whatever they do not touch. */

type Fields = Record<string, unknown>;

/**
 * @param patch new values; a field that is undefined is taken away.
 * @returns the value itself when nothing differs. New fields come last, the others keep their places.
 */
export function patched<Value extends object>(
  value: Value,
  patch: { readonly [Key in keyof Value]?: Value[Key] | undefined },
): Value {
  const fields = Object.entries(patch);
  const next = { ...value } as Value & Fields;
  if (fields.every(([key, field]) => next[key] === field)) return value;
  for (const [key, field] of fields) Object.assign(next, { [key]: field });
  return Object.fromEntries(Object.entries(next).filter(([, field]) => field !== undefined)) as Value;
}

/** Changes the entries that `change` returns anew. @returns the list itself when there is none. */
export function mapped<Entry>(list: readonly Entry[], change: (entry: Entry) => Entry): readonly Entry[] {
  let next: Entry[] | undefined;
  for (const [index, entry] of list.entries()) {
    const changed = change(entry);
    if (changed !== entry) (next ??= [...list])[index] = changed;
  }
  return next ?? list;
}

/** @returns the list itself when every entry stays. */
export function filtered<Entry>(list: readonly Entry[], keep: (entry: Entry) => boolean): readonly Entry[] {
  return list.every(keep) ? list : list.filter(keep);
}
