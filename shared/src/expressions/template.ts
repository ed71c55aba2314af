/** Text with `{{ CEL }}` in it. A quote or a brace inside an expression does not end it. */
import type { Json } from '../graph/json.ts';
import { compileExpression } from './compile.ts';
import { limits } from './environment.ts';
import type { ExpressionError } from './errors.ts';
import type { Compiled, Expression, Values } from './expression.ts';
import type { Scope } from './scope.ts';

export interface Rendered {
  text: string;
  /** Expressions that failed, and stand as nothing in the text. */
  errors: ExpressionError[];
  /** It is longer than it may be: the text is its beginning. */
  cut?: true;
}
export interface Template {
  readonly source: string;
  /** What is worked out in it, in its order. */
  readonly expressions: readonly Expression[];
  /** What it is made of, in order: text, and expressions. */
  readonly parts: readonly (string | Expression)[];
  /** @param most characters */
  render(values: Values, most?: number): Rendered;
}
export type ParsedTemplate = { ok: true; template: Template } | { ok: false; errors: ExpressionError[] };

export interface Slot {
  start: number;
  end: number;
  /** Undefined where it has no end. */
  source?: string;
}
type Part = string | { slot: Slot; expression: Expression };

/** @returns the template, or what is wrong with it, with positions in its whole text. */
export function parseTemplate(source: string, scope: Scope): ParsedTemplate {
  const parts: Part[] = [];
  const errors: ExpressionError[] = [];
  let from = 0;
  for (const slot of slotsOf(source)) {
    parts.push(source.slice(from, slot.start));
    from = slot.end;
    const compiled = compileSlot(slot, scope);
    if (compiled.ok) parts.push({ slot, expression: compiled.expression });
    else errors.push(...compiled.errors);
  }
  parts.push(source.slice(from));
  if (errors.length > 0) return { ok: false, errors };
  const template = {
    source,
    parts: parts.map((part) => (typeof part === 'string' ? part : part.expression)),
    expressions: parts.flatMap((part) => (typeof part === 'string' ? [] : [part.expression])),
    render: (values: Values, most = limits.text) => render(parts, values, most),
  };
  return { ok: true, template };
}

export function checkTemplate(source: string, scope: Scope): ExpressionError[] {
  const parsed = parseTemplate(source, scope);
  return parsed.ok ? [] : parsed.errors;
}

function compileSlot({ source, start, end }: Slot, scope: Scope): Compiled {
  if (source === undefined)
    return {
      ok: false,
      errors: [{ message: 'this "{{" has no "}}", or a text in it has no closing quote', start, end }],
    };
  const compiled = compileExpression(source, scope);
  if (compiled.ok) return compiled;
  const at = start + 2;
  return {
    ok: false,
    errors: compiled.errors.map((error) => ({ ...error, start: error.start + at, end: error.end + at })),
  };
}

function render(parts: readonly Part[], values: Values, most: number): Rendered {
  const errors: ExpressionError[] = [];
  const text = joined(parts, most, (part) => {
    if (typeof part === 'string') return part;
    const result = part.expression.evaluate(values);
    if (result.ok) return textOf(result.value);
    errors.push({ message: result.error, start: part.slot.start, end: part.slot.end });
    return '';
  });
  return text.length > most ? { text: text.slice(0, most), errors, cut: true } : { text, errors };
}

/** @returns the pieces as one text; where that goes over the most, only so many of them that one can see it. */
export function joined<Piece>(pieces: Iterable<Piece>, most: number, textIn: (piece: Piece) => string): string {
  let text = '';
  for (const piece of pieces) {
    text += textIn(piece);
    if (text.length > most) break;
  }
  return text;
}

/** A value as text has it. */
export function textOf(value: Json): string {
  if (typeof value === 'string') return value;
  return value === null ? '' : JSON.stringify(value);
}

/** Where the expressions of a template stand, brackets and all; one that has no end is left out. */
export const slotsIn = (source: string): { start: number; end: number }[] =>
  [...slotsOf(source)].filter((slot) => slot.source !== undefined).map(({ start, end }) => ({ start, end }));

export function* slotsOf(text: string): Generator<Slot> {
  for (let start = text.indexOf('{{'); start >= 0;) {
    const end = endOf(text, start + 2);
    if (end === undefined) {
      yield { start, end: text.length };
      return;
    }
    yield { start, end, source: text.slice(start + 2, end - 2) };
    start = text.indexOf('{{', end);
  }
}

/** A CEL string, also one in three quotes; a quote that begins none; a brace; or anything else. */
const token = /("""|''')(?:\\[^]|[^\\])*?\1|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|["'{}]|[^"'{}]+/gy;

/** @returns the offset just after the `}}` that ends an expression; undefined where none does, or a text has no end. */
function endOf(text: string, from: number): number | undefined {
  let depth = 0;
  token.lastIndex = from;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [found] = match;
    if (found === '"' || found === "'") return undefined;
    if (found === '{') depth++;
    else if (found === '}' && depth > 0) depth--;
    else if (found === '}' && text[match.index + 1] === '}') return match.index + 2;
  }
  return undefined;
}
