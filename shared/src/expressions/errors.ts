/** What is wrong with an expression, in words for the person who wrote it; the library's own are for programmers. */
import { ParseError, TypeError } from '@marcbachmann/cel-js';
import { nearest } from '../graph/nearest.ts';
import { functions, methods } from './functions.ts';
import { habitIn, sameCall } from './habits.ts';
import { loops } from './loops.ts';
import type { CelType } from './type.ts';

export interface ExpressionError {
  message: string;
  /** Where in the source, in UTF-16 units. */
  start: number;
  end: number;
  /** What is meant at that place, where one word is likely. */
  instead?: string;
}

interface Fault {
  summary: string;
  /** The piece of source that it is about. */
  piece: string;
  variables: ReadonlyMap<string, CelType>;
}

const callable = [...functions.keys(), ...methods.keys(), ...loops.keys(), 'has'];

export function unknownCall(name: string): string {
  const known = callable.filter((one) => one !== name);
  const meant = sameCall.get(name) ?? nearest(name, known);
  return `there is no function ${name}()${meant ? `; did you mean ${meant}()?` : ''}`;
}

const words: { [code: string]: (fault: Fault) => string } = {
  unknown_variable: ({ piece, variables }) => unknownVariable(piece, variables),
  no_such_key: ({ piece, variables }) => unknownKey(piece, variables),
  no_such_overload: ({ summary }) => overload(summary),
  no_matching_overload: ({ summary }) => unknownOverload(summary),
  unexpected_token: ({ piece, summary }) =>
    summary.endsWith('EOF') ? 'the expression ends too early' : `unexpected "${piece}"`,
  expected_token: ({ piece, summary }) => expected(piece, summary),
  unexpected_character: ({ piece }) => unexpected(piece),
  unterminated_string: () => 'this text has no closing quote',
  unterminated_triple_quoted_string: () => 'this text has no closing quotes',
  invalid_logical_operand: ({ summary }) =>
    `&& and || need true or false on both sides, and one side is ${plain(summary.split('got ').at(-1) ?? '')}`,
  invalid_condition_type: ({ summary }) =>
    `true or false is needed here, and this is ${plain(summary.split('got ').at(-1) ?? '')}`,
  cannot_index_type: ({ piece, summary }) =>
    notIn(piece, `${plain(summary.replace(/^.*type '/, ''))} has no "${piece}"`),
  invalid_index_type: ({ piece }) => notIn(piece, 'what is in a list is asked by number, as in list[0]'),
  reserved_identifier: ({ piece }) => `"${piece}" cannot be used as a name here`,
  incompatible_ternary_branches: () => 'both sides of ":" must be of the same type',
  limit_exceeded: ({ summary }) => `the expression is too large (${summary.replace('Exceeded ', '')}); split it`,
};

export function explain(error: unknown, source: string, variables: ReadonlyMap<string, CelType>): ExpressionError {
  if (!(error instanceof ParseError || error instanceof TypeError)) {
    return { message: 'this expression cannot be understood', start: 0, end: source.length };
  }
  const { start, end } = error.range ?? { start: 0, end: source.length };
  const fault: Fault = { summary: error.summary, piece: source.slice(start, end), variables };
  const message = habitIn(source, fault.piece, start) ?? words[error.code]?.(fault) ?? plain(error.summary);
  return { message, start, end, ...likely(message, fault.piece, start, source) };
}

const notIn = (key: string, words: string): string => (key === 'length' ? 'write size(…) for the length' : words);

/** `did you mean "amount"?` of a name that stands there as such is a repair. */
function likely(message: string, piece: string, start: number, source: string) {
  const [, meant] = /did you mean "?(\w+)(?:\(\))?"?\?$/.exec(message) ?? [];
  const [name] = /\w+$/.exec(piece) ?? [];
  if (meant === undefined || name === undefined) return undefined;
  const before = piece.slice(0, piece.length - name.length);
  // The piece is the name, or ends with it: `state.amuont`.
  return source.startsWith(piece, start) && /^$|[.]$/.test(before) ? { instead: before + meant } : undefined;
}

function unknownVariable(name: string, variables: ReadonlyMap<string, CelType>): string {
  const meant = nearest(name, variables.keys());
  if (meant) return `there is no "${name}" here; did you mean "${meant}"?`;
  return `there is no "${name}" here; write a text in quotes, or use one of ${[...variables.keys()].join(', ')}`;
}

/** The library says which key is missing, and not of what: every object that the scope knows is asked for the nearest. */
function unknownKey(key: string, variables: ReadonlyMap<string, CelType>): string {
  const name = key.replaceAll(/["'[\]]/g, '');
  const meant = nearest(
    name,
    [...variables.values()].flatMap((type) => keysIn(type)),
  );
  return `there is no "${name}"${meant && meant !== name ? `; did you mean "${meant}"?` : ' in it'}`;
}

function keysIn(type: CelType): string[] {
  if (type.kind === 'object') return [...type.fields].flatMap(([name, inner]) => [name, ...keysIn(inner)]);
  return type.kind === 'list' || type.kind === 'map' ? keysIn(type.of) : [];
}

const typeWords: ReadonlyMap<string, string> = new Map([
  ['string', 'a text'],
  ['int', 'a whole number'],
  ['double', 'a number'],
  ['bool', 'true or false'],
  ['null', 'null'],
]);

function plain(type: string): string {
  const name = type.replaceAll("'", '').trim();
  if (/^object\d+$/.test(name)) return 'an object';
  if (name.startsWith('list')) return 'a list';
  if (name.startsWith('map')) return 'an object';
  return typeWords.get(name) ?? name.replaceAll(/object\d+/g, 'object');
}

/** `no such overload: string + int` and `no such overload: !string`. */
function overload(summary: string): string {
  const signature = summary.replace('no such overload: ', '');
  const binary = /^(.+) (==|!=|<=|>=|<|>|in|[-+*/%]) (.+)$/.exec(signature);
  if (!binary) return `"${signature[0]}" does not work on ${plain(signature.slice(1))}`;
  const [, left = '', sign = '', right = ''] = binary;
  const said = `"${sign}" does not work between ${plain(left)} and ${plain(right)}`;
  if (sign === '+' && [left, right].includes('string')) return `${said}; write string(…) around what is not a text`;
  if ([left, right].includes('null')) return `${said}; to ask whether a field is there, write has(…)`;
  return said;
}

/** `found no matching overload for 'string.matchs(string)'`. */
function unknownOverload(summary: string): string {
  const [, on, name = '', args = ''] = /'(?:([^']*)\.)?(\w+)\(([^']*)\)'/.exec(summary) ?? [];
  if (!callable.includes(name)) return unknownCall(name);
  if (name === 'contains' && on?.startsWith('list'))
    return 'whether something is in a list is asked with "in", as in "a" in state.list';
  const given = args === '' ? 'nothing' : args.split(', ').map(plain).join(', ');
  return `${name}() does not take ${given}${on ? ` on ${plain(on)}` : ''}`;
}

const signs: ReadonlyMap<string, string> = new Map([
  ['RPAREN', ')'],
  ['RBRACKET', ']'],
  ['RBRACE', '}'],
  ['COLON', ':'],
  ['IDENTIFIER', 'a name'],
]);

function expected(piece: string, summary: string): string {
  const [, token = ''] = /^Expected (\w+)/.exec(summary) ?? [];
  const sign = signs.get(token) ?? token.toLowerCase();
  const what = sign.length === 1 ? `"${sign}"` : sign;
  return piece === '' ? `the expression ends too early; ${what} is missing` : `${what} is missing before "${piece}"`;
}

function unexpected(piece: string): string {
  if (piece === '=') return 'write == to compare';
  if (piece === '&' || piece === 'and') return 'write && for "and"';
  if (piece === '|' || piece === 'or') return 'write || for "or"';
  if (piece === '’' || piece === '“' || piece === '”') return 'use straight quotes: "text"';
  return `unexpected "${piece}"`;
}
