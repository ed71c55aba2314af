/** Which comparisons and which kinds of value fit a path of some type, and rows made to fit when one of them changes. */
import { alone, type CelType, type Comparison, comparisons, type Right, type Row } from '@baton/shared/expressions';

export const comparisonWords: Record<Comparison, string> = {
  '==': 'is',
  '!=': 'is not',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is more than',
  '>=': 'is at least',
  contains: 'contains',
  'not-contains': 'does not contain',
  startsWith: 'begins with',
  endsWith: 'ends with',
  in: 'is one of',
  'not-in': 'is none of',
  'has-item': 'has in it',
  'lacks-item': 'does not have in it',
  true: 'is true',
  false: 'is false',
  there: 'is there',
  'not-there': 'is not there',
};

const presence: readonly Comparison[] = ['there', 'not-there'];
const equality: readonly Comparison[] = ['==', '!=', 'in', 'not-in'];
const order: readonly Comparison[] = ['==', '!=', '<', '<=', '>', '>='];
const byKind: Record<CelType['kind'], readonly Comparison[]> = {
  string: ['==', '!=', 'contains', 'not-contains', 'startsWith', 'endsWith', 'in', 'not-in'],
  int: [...order, 'in', 'not-in'],
  double: order,
  bool: ['true', 'false'],
  null: ['=='],
  list: ['has-item', 'lacks-item'],
  map: ['has-item', 'lacks-item'],
  object: [],
  dyn: comparisons.filter((compare) => !presence.includes(compare)),
};

/** The comparisons to choose from; what a row already says is always among them. */
export function comparisonsFor({ left, compare }: Row, type: CelType): Comparison[] {
  const fits = type.kind === 'string' && type.words ? equality : byKind[type.kind];
  // Only a field can be missing, a variable cannot.
  const all = [...fits, ...(left.includes('.') ? presence : [])];
  return comparisons.filter((one) => all.includes(one) || one === compare);
}

export const valueKinds = ['text', 'number', 'truth', 'nothing', 'path'] as const;
export type ValueKind = (typeof valueKinds)[number];
export const kindWords: Record<ValueKind, string> = {
  text: 'text',
  number: 'number',
  truth: 'yes or no',
  nothing: 'null',
  path: 'value of',
};

export function kindOf(right: Right | undefined): ValueKind {
  if (!right || 'values' in right) return 'text';
  if ('path' in right) return 'path';
  if (right.value === null) return 'nothing';
  if (typeof right.value === 'number') return 'number';
  return typeof right.value === 'boolean' ? 'truth' : 'text';
}

/** The kind of value that something of a type is compared with. */
function likelyKind(type: CelType): ValueKind {
  if (type.kind === 'int' || type.kind === 'double') return 'number';
  if (type.kind === 'list') return likelyKind(type.of);
  return type.kind === 'bool' ? 'truth' : 'text';
}

/** Where the type is known, only its own kind and another value. */
function ownKinds(type: CelType): readonly ValueKind[] {
  const known = type.kind === 'list' ? type.of : type;
  return known.kind === 'dyn' ? valueKinds : [likelyKind(type), 'path'];
}

/** The kinds to choose from; what a row already says is always among them. */
export function kindsFor(right: Right | undefined, type: CelType): ValueKind[] {
  return valueKinds.filter((kind) => ownKinds(type).includes(kind) || kind === kindOf(right));
}

export function freshRight(kind: ValueKind, type: CelType, paths: readonly string[]): Right {
  if (kind === 'path') return { path: paths[0] ?? 'input' };
  if (kind === 'number') return { value: 0 };
  if (kind === 'truth') return { value: true };
  if (kind === 'nothing') return { value: null };
  return { value: type.kind === 'string' ? (type.words?.[0] ?? '') : '' };
}

/** A row as it is first, or as it becomes when its path or comparison is another: what still fits stays. */
export function fitted({ left, compare, right }: Row, type: CelType, paths: readonly string[]): Row {
  const [first = '=='] = comparisonsFor({ left, compare: '==' }, type).filter(
    (one) => type.kind !== 'bool' || one !== '==',
  );
  const fits = (type.kind === 'string' && type.words ? equality : byKind[type.kind]).includes(compare);
  const next = fits || (left.includes('.') && presence.includes(compare)) ? compare : first;
  if (alone.has(next)) return { left, compare: next };
  if (next === 'in' || next === 'not-in') {
    if (right && 'values' in right) return { left, compare: next, right };
    const values = right && 'value' in right && right.value !== '' ? [right.value] : [];
    return { left, compare: next, right: { values } };
  }
  const one = right && 'values' in right ? { value: right.values[0] ?? '' } : right;
  const stays = one && ownKinds(type).includes(kindOf(one)) && wordFits(one, type);
  return { left, compare: next, right: stays ? one : freshRight(likelyKind(type), type, paths) };
}

function wordFits(right: Right, type: CelType): boolean {
  if (type.kind !== 'string' || !type.words || !('value' in right)) return true;
  return typeof right.value === 'string' && type.words.includes(right.value);
}
