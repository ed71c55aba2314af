/**
 * A condition as rows: value, comparison, value, joined by and/or. What rows can say is read from CEL and written back to
 * it; what they cannot say stays CEL. Rows that were read mean what the CEL meant: a test compares both over values.
 */
import type { ASTNode } from '@marcbachmann/cel-js';
import type { Scope } from './scope.ts';
import { pathOf } from './reads.ts';

export const comparisons = [
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'contains',
  'not-contains',
  'startsWith',
  'endsWith',
  'in',
  'not-in',
  'has-item',
  'lacks-item',
  'true',
  'false',
  'there',
  'not-there',
] as const;
export type Comparison = (typeof comparisons)[number];

export type Literal = string | number | boolean | null;
/** What a value is compared with: a value that is written down, several of them, or another path. */
export type Right = { value: Literal } | { values: Literal[] } | { path: string };

export interface Row {
  /** A path such as `state.order.total`. */
  left: string;
  compare: Comparison;
  /** Undefined for comparisons that need none. */
  right?: Right;
}
export interface Rows {
  join: 'and' | 'or';
  entries: (Row | Rows)[];
}

export const isGroup = (entry: Row | Rows): entry is Rows => 'entries' in entry;

/** Comparisons that stand alone. */
export const alone: ReadonlySet<Comparison> = new Set<Comparison>(['true', 'false', 'there', 'not-there']);
const methods: ReadonlySet<string> = new Set(['contains', 'startsWith', 'endsWith']);
const signs: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);
const mirrored: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ['==', '=='],
  ['!=', '!='],
  ['<', '>'],
  ['<=', '>='],
  ['>', '<'],
  ['>=', '<='],
]);

const texts = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g;

/** @returns undefined where rows cannot say it, or where it is no CEL. An empty condition is no rows. */
export function rowsOf(source: string, scope: Scope): Rows | undefined {
  if (source.trim() === '') return { join: 'and', entries: [] };
  // A comment would be lost; in a text it is none.
  if (source.replaceAll(texts, '""').includes('//')) return undefined;
  try {
    const entry = entryOf(scope.environment.parse(source).ast);
    if (!entry) return undefined;
    return isGroup(entry) ? entry : { join: 'and', entries: [entry] };
  } catch {
    return undefined;
  }
}

function entryOf(node: ASTNode): Row | Rows | undefined {
  if (node.op === '&&' || node.op === '||') return groupOf(node, node.op);
  if (node.op === '!_') return negated(node.args);
  if (signs.has(node.op)) return compared(node);
  if (node.op === 'in') return within(node.args);
  if (node.op === 'rcall' && methods.has(node.args[0]) && node.args[2].length === 1) {
    const [name, target, [argument]] = node.args;
    const left = pathText(target);
    const right = argument && rightOf(argument);
    return left !== undefined && right ? { left, compare: name as Comparison, right } : undefined;
  }
  if (node.op === 'call' && node.args[0] === 'has') {
    const left = node.args[1][0] && pathText(node.args[1][0]);
    return left === undefined ? undefined : { left, compare: 'there' };
  }
  const left = pathText(node);
  return left === undefined ? undefined : { left, compare: 'true' };
}

function groupOf(node: ASTNode, op: '&&' | '||'): Rows | undefined {
  const parts = sides(node, op).map(entryOf);
  const entries = parts.filter((part) => part !== undefined);
  return entries.length === parts.length ? { join: op === '&&' ? 'and' : 'or', entries } : undefined;
}

/** `a && b && c` is one group, whichever way it was put in brackets. */
function sides(node: ASTNode, op: '&&' | '||'): ASTNode[] {
  return node.op === op ? node.args.flatMap((side) => sides(side, op)) : [node];
}

const opposites: ReadonlyMap<Comparison, Comparison> = new Map<Comparison, Comparison>([
  ['contains', 'not-contains'],
  ['in', 'not-in'],
  ['has-item', 'lacks-item'],
  ['true', 'false'],
  ['there', 'not-there'],
]);

function negated(node: ASTNode): Row | undefined {
  const entry = entryOf(node);
  if (!entry || isGroup(entry)) return undefined;
  const compare = opposites.get(entry.compare);
  return compare && { ...entry, compare };
}

function compared(node: ASTNode): Row | undefined {
  const [a, b] = node.args as [ASTNode, ASTNode];
  const left = pathText(a);
  if (left !== undefined) {
    const right = rightOf(b);
    return right && { left, compare: node.op as Comparison, right };
  }
  const value = literalOf(a);
  const path = pathText(b);
  const compare = mirrored.get(node.op);
  return value && path !== undefined && compare ? { left: path, compare, right: value } : undefined;
}

/** `state.intent in ["a", "b"]`, and `"a" in state.tags`. */
function within([a, b]: [ASTNode, ASTNode]): Row | undefined {
  const left = pathText(a);
  if (left !== undefined && b.op === 'list') {
    const values = b.args.map(literalOf);
    const known = values.flatMap((value) => (value ? [value.value] : []));
    return known.length === values.length ? { left, compare: 'in', right: { values: known } } : undefined;
  }
  const list = pathText(b);
  const right = rightOf(a);
  return list !== undefined && right ? { left: list, compare: 'has-item', right } : undefined;
}

function rightOf(node: ASTNode): { value: Literal } | { path: string } | undefined {
  const path = pathText(node);
  return path === undefined ? literalOf(node) : { path };
}

function literalOf(node: ASTNode): { value: Literal } | undefined {
  if (node.op === '-_') {
    const inner = literalOf(node.args);
    return typeof inner?.value === 'number' ? { value: -inner.value } : undefined;
  }
  if (node.op !== 'value') return undefined;
  const { args } = node;
  if (typeof args === 'bigint') return Number.isSafeInteger(Number(args)) ? { value: Number(args) } : undefined;
  return typeof args === 'object' && args !== null ? undefined : { value: args };
}

/** Only paths that are written with dots: what needs brackets is for those who write CEL. */
function pathText(node: ASTNode): string | undefined {
  const path = pathOf(node);
  return path?.every((name) => /^[A-Za-z_]\w*$/.test(name)) && !usesBrackets(node) ? path.join('.') : undefined;
}
function usesBrackets(node: ASTNode): boolean {
  return node.op === '[]' || (node.op === '.' && usesBrackets(node.args[0]));
}

export const celOf = (rows: Rows): string => written(simplified(rows));

/** Without groups of one, and without a group that is joined as the one around it: brackets that change nothing. */
function simplified({ join, entries }: Rows): Rows {
  const inner = entries.flatMap((entry): (Row | Rows)[] => {
    if (!isGroup(entry)) return [entry];
    const group = simplified(entry);
    return group.entries.length < 2 || group.join === join ? group.entries : [group];
  });
  const [only] = inner;
  return inner.length === 1 && only && isGroup(only) ? only : { join, entries: inner };
}

const written = ({ join, entries }: Rows): string =>
  entries
    .map((entry) => (isGroup(entry) ? `(${written(entry)})` : rowText(entry)))
    .join(join === 'and' ? ' && ' : ' || ');

function rowText({ left, compare, right }: Row): string {
  if (compare === 'true') return left;
  if (compare === 'false') return `!${left}`;
  if (compare === 'there') return `has(${left})`;
  if (compare === 'not-there') return `!has(${left})`;
  const value = rightText(right ?? { value: '' });
  if (compare === 'in') return `${left} in ${listText(right)}`;
  if (compare === 'not-in') return `!(${left} in ${listText(right)})`;
  if (compare === 'has-item') return `${value} in ${left}`;
  if (compare === 'lacks-item') return `!(${value} in ${left})`;
  if (compare === 'not-contains') return `!${left}.contains(${value})`;
  return methods.has(compare) ? `${left}.${compare}(${value})` : `${left} ${compare} ${value}`;
}

const rightText = (right: Right): string => {
  if ('path' in right) return right.path;
  return 'values' in right ? listText(right) : literalText(right.value);
};

function listText(right: Right | undefined): string {
  if (right && 'values' in right) return `[${right.values.map(literalText).join(', ')}]`;
  return right && 'value' in right ? `[${literalText(right.value)}]` : '[]';
}

/** A text is written as JSON: CEL knows the same escapes. */
function literalText(value: Literal): string {
  if (typeof value !== 'number') return JSON.stringify(value);
  return Number.isInteger(value) || !/e/.test(String(value)) ? String(value) : value.toFixed(20).replace(/0+$/, '');
}
