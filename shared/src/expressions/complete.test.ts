import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileCondition } from './compile.ts';
import { completionsAt, templateCompletionsAt } from './complete.ts';
import { functions, methods } from './functions.ts';
import { loops } from './loops.ts';
import { sample } from './sample.ts';
import { scopeOf } from './scope.ts';
import { functionWords } from './words.ts';

const scope = scopeOf(sample, { at: 'exit', node: 'judge' });

/** What is offered when it is asked for. `|` is where the cursor is. */
function offered(marked: string, complete = completionsAt, asked = true): string[] {
  const offset = marked.indexOf('|');
  return complete(marked.replace('|', ''), offset, scope, asked)?.options.map(({ label }) => label) ?? [];
}
/** What is offered while somebody types. */
const offeredUnasked = (marked: string, complete = completionsAt): string[] => offered(marked, complete, false);

function chosen(marked: string, label: string, complete = completionsAt): string {
  const source = marked.replace('|', '');
  const found = complete(source, marked.indexOf('|'), scope, true);
  const option = found?.options.find((one) => one.label === label);
  if (!found || !option) throw new Error(`${label} is not offered at ${marked}`);
  const { insert, cursor = insert.length } = option;
  return `${source.slice(0, found.from)}${insert.slice(0, cursor)}|${insert.slice(cursor)}${source.slice(found.to)}`;
}

describe('an expression is completed', () => {
  test('by variables, and fields of them, from an empty one on', () => {
    expect(offered('|')).toEqual(expect.arrayContaining(['state', 'state.intent', 'output', 'input', 'has', 'true']));
    expect(offered('am|')).toEqual(['state.amount']);
    expect(offered('sta|')[0]).toBe('state');
  });

  test('by fields of what stands before the dot, however deep', () => {
    expect(offered('state.|')).toEqual(expect.arrayContaining(['intent', 'order']));
    expect(offered('state.order.lines[0].|')).toEqual(['price', 'pieces']);
    expect(offered('state.order.|')).toEqual(['total', 'lines']);
    expect(offered('1 > 0 && state["order"].to|')).toEqual(['total']);
  });

  test('by what a text or a list can do', () => {
    expect(offered('input.con|')).toEqual(['contains']);
    expect(offered('state.tags.|')).toEqual(expect.arrayContaining(['exists', 'size', 'join']));
    expect(offered('state.tags.|')).not.toContain('startsWith');
    expect(chosen('input.con|', 'contains')).toBe('input.contains(|)');
    expect(chosen('input.tri|m', 'trim')).toBe('input.trim()|');
  });

  test('by the words of an enum, in quotes and without', () => {
    expect(offered('state.intent == |').slice(0, 2)).toEqual(['"billing"', '"returns"']);
    expect(offered("state.intent == 'bi|")).toEqual(['billing']);
    expect(chosen("state.intent == 'bi|'", 'billing')).toBe("state.intent == 'billing'|");
    expect(chosen('state.intent in ["returns", "b|', 'billing')).toBe('state.intent in ["returns", "billing"|');
    expect(offered('input == "bi|')).toEqual([]);
  });

  test('by the element of a loop', () => {
    expect(offered('state.order.lines.exists(line, line.|')).toEqual(['price', 'pieces']);
    expect(offered('state.order.lines.exists(line, li|')).toContain('line');
  });

  test('by nothing inside of a number or a text', () => {
    expect(offered('state.count > 12|')).toEqual([]);
    expect(offered('input.contains("st|')).toEqual([]);
  });
});

describe('whoever only types', () => {
  test('is offered what goes on from what was begun', () => {
    expect(offeredUnasked('sta|')[0]).toBe('state');
    expect(offeredUnasked('state.|')).toEqual(expect.arrayContaining(['intent', 'order']));
    expect(offeredUnasked('state.intent == "|')).toEqual(['billing', 'returns']);
    expect(offeredUnasked('state.open && in|')).toContain('input');
  });

  test('is offered nothing where nothing was begun, or a name is whole', () => {
    expect(offeredUnasked('|')).toEqual([]);
    expect(offeredUnasked('state.open && |')).toEqual([]);
    expect(offeredUnasked('input.contains(|)')).toEqual([]);
    expect(offeredUnasked('state|')).toEqual([]);
    expect(offered('state|')).toContain('state.intent');
  });

  const ends = fc.constantFrom(
    'state.open',
    'output.passed',
    'true',
    'input == "x"',
    "'home' == input",
    'input.contains("x")',
    'input in ["home", "motor"]',
    "input in ['home']",
    'state.intent == "billing"',
    'state.tags[0] == "red"',
    'state.count > 12',
    'state.amount >= 12.5',
    'visits < state.count',
    'state["open"]',
    'state.tags.exists(t, t == "red")',
    'state.order.lines.exists(line, line.price > 2.0)',
    'has(state.order)',
    'size(state.tags) == 2',
    '{"a": 1} == {"a": 1}',
    '(state.open ? input : "none") == ""',
    'input == "it\'s \\"so\\""',
  );
  const conditions = fc
    .array(fc.tuple(ends, fc.constantFrom(' && ', '||', ' == ')), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.map(([end]) => `(${end})`).join(parts[0]?.[1]))
    .chain((before) => fc.tuple(fc.constantFrom('', `${before} && `), ends, fc.constantFrom('', ' ', '\n')))
    .map(([before, end, space]) => before + end + space);

  test('is offered nothing after a finished condition, nor an operand by asking', () => {
    fc.assert(
      fc.property(conditions, (condition) => {
        expect(compileCondition(condition, scope)).toMatchObject({ ok: true });
        expect(offeredUnasked(`${condition}|`)).toEqual([]);
        expect(offeredUnasked(`{{ ${condition}| }}`, templateCompletionsAt)).toEqual([]);
        expect(offered(`${condition} |`)).toEqual([]);
        expect(offered(`${condition} st|`)).toEqual([]);
      }),
    );
  });
});

describe('a template is completed', () => {
  test('inside of {{ }} only', () => {
    expect(offeredUnasked('Hello {{ sta|', templateCompletionsAt)[0]).toBe('state');
    expect(offeredUnasked('Hello {{|', templateCompletionsAt)[0]).toBe('state');
    expect(offered('Hello sta| {{ input }}', templateCompletionsAt)).toEqual([]);
    expect(offered('{{ input }} sta|', templateCompletionsAt)).toEqual([]);
  });

  test('with the braces that close it', () => {
    expect(chosen('Order {{st|', 'state', templateCompletionsAt)).toBe('Order {{ state| }}');
    expect(chosen('{{ state.am| }}!', 'amount', templateCompletionsAt)).toBe('{{ state.amount| }}!');
    expect(chosen('a {{ in|\nnext line', 'input', templateCompletionsAt)).toBe('a {{ input| }}\nnext line');
  });
});

test('every function of the language is explained, and nothing else', () => {
  const known = new Set([...functions.keys(), ...methods.keys(), ...loops.keys(), 'has']);
  expect(new Set(functionWords.map(({ name }) => name))).toEqual(known);
});

test('whatever is typed, wherever the cursor is, what is offered fits there', () => {
  const piece = fc.constantFrom(
    'state',
    '.',
    'order',
    '[',
    '0',
    ']',
    '"',
    "'",
    '{{',
    '}}',
    ' == ',
    '(',
    ')',
    'x',
    '\\',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.nat(40), (pieces, at) => {
      const source = pieces.join('');
      const offset = Math.min(at, source.length);
      for (const complete of [completionsAt, templateCompletionsAt]) {
        const found = complete(source, offset, scope, true);
        if (!found) continue;
        expect(found.from).toBeLessThanOrEqual(offset);
        expect(found.to).toBeGreaterThanOrEqual(offset);
        expect(found.to).toBeLessThanOrEqual(source.length);
      }
    }),
  );
});
