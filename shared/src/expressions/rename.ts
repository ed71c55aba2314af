/** A field of a variable under another name, in the text of an expression: `state.amount` becomes `state.total`. */
import type { ASTNode } from '@marcbachmann/cel-js';
import { environmentFor, limits } from './environment.ts';
import { isLoop } from './loops.ts';
import { slotsOf } from './template.ts';
import { childrenOf, sourceOf } from './tree.ts';

export interface Renaming {
  /** The variable, such as `state`. */
  of: string;
  field: string;
  to: string;
}

interface Place {
  start: number;
  end: number;
  text: string;
}

/** It only parses: names need no types for that, so that what does not type is followed too. */
const environment = environmentFor(new Map());

/** @returns the text itself where the field is not named in it, or where it is no CEL. A key that is worked out is not followed. */
export function renameInExpression(source: string, renaming: Renaming): string {
  if (source.length > limits.source || !source.includes(renaming.of)) return source;
  try {
    return replaced(source, [...placesIn(environment.parse(source).ast, renaming)]);
  } catch {
    return source;
  }
}

export function renameInTemplate(text: string, renaming: Renaming): string {
  const places = [...slotsOf(text)].flatMap(({ start, source }): Place[] => {
    if (source === undefined) return [];
    const from = start + 2;
    return [{ start: from, end: from + source.length, text: renameInExpression(source, renaming) }];
  });
  return replaced(text, places);
}

function replaced(source: string, places: readonly Place[]): string {
  return places
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, place) => text.slice(0, place.start) + place.text + text.slice(place.end), source);
}

function* placesIn(node: ASTNode, renaming: Renaming): Generator<Place> {
  const { of, field, to } = renaming;
  if (node.op === '.' && isVariable(node.args[0], of) && node.args[1] === field)
    yield { start: node.end - field.length, end: node.end, text: to };
  if (node.op === '[]' && isVariable(node.args[0], of)) yield* keyIn(node.args[1], renaming);
  // `"amount" in state` asks whether it is there.
  if (node.op === 'in' && isVariable(node.args[1], of)) yield* keyIn(node.args[0], renaming);
  if (node.op === 'rcall' && isLoop(node.args[0], node.args[2])) {
    const [, list, [name, ...bodies]] = node.args;
    yield* placesIn(list, renaming);
    // Inside of a loop the element may have the variable's name.
    if (name && isVariable(name, of)) return;
    for (const body of bodies) yield* placesIn(body, renaming);
    return;
  }
  for (const child of childrenOf(node)) yield* placesIn(child, renaming);
}

const isVariable = (node: ASTNode, name: string): boolean => node.op === 'id' && node.args === name;

function* keyIn(node: ASTNode, { field, to }: Renaming): Generator<Place> {
  if (node.op !== 'value' || node.args !== field) return;
  const { start, end } = node;
  const [quote = '"'] = sourceOf(node);
  const plain = sourceOf(node) === `${quote}${field}${quote}`;
  yield { start, end, text: plain ? `${quote}${to}${quote}` : JSON.stringify(to) };
}
