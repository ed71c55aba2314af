import { describe, expect, test } from 'vitest';
import type { Handoff } from '../graph/handoff.ts';
import { compiled, errorOf, sample, valueOf } from './sample.ts';
import { scopeOf, type ScopePlace } from './scope.ts';
import { typeOfSchema, typeText } from './type.ts';

const names = (place: ScopePlace): string[] => [...scopeOf(sample, place).variables.keys()].toSorted();
const typeAt = (name: string, place: ScopePlace): string | undefined => {
  const type = scopeOf(sample, place).variables.get(name);
  return type && typeText(type);
};

describe('which variables there are', () => {
  const before = ['hops', 'input', 'item', 'state', 'visits'];
  const after = [...before, 'confidence', 'error', 'message', 'output'];
  test.each<[ScopePlace, string[]]>([
    [{ at: 'entry', node: 'agent' }, before],
    [{ at: 'template', node: 'agent' }, [...before, 'message']],
    [{ at: 'script', node: 'agent' }, [...before, 'message']],
    [{ at: 'exit', node: 'agent' }, after],
    [{ at: 'guardrail', node: 'agent' }, after],
    [{ at: 'exit', node: 'approver' }, [...after, 'answer']],
    [{ at: 'package', node: 'agent' }, [...after, 'args', 'from', 'to']],
    [{ at: 'join', node: 'agent' }, [...before, 'results']],
    [{ at: 'tool' }, ['args', 'secrets', 'state']],
    [{ at: 'answer' }, ['body', 'headers', 'status']],
  ])('%j', (place, expected) => {
    expect(names(place)).toEqual(expected.toSorted());
  });
});

describe('of which types they are', () => {
  test.each([
    ['agent', 'dyn'],
    ['judge', '{ passed: bool }'],
    ['router', '"billing" | "returns"'],
    ['approver', '{ approved: bool, comment: string }'],
    ['writer', 'string'],
    ['form', '{ age: int }'],
    ['nobody', 'dyn'],
  ])('the output of %s is %s', (node, type) => {
    expect(typeAt('output', { at: 'exit', node })).toBe(type);
  });

  test('state has the types of its schemas', () => {
    expect(typeAt('state', { at: 'entry' })).toBe(
      '{ intent: "billing" | "returns", name: string, amount: double, count: int, open: bool, tags: list<string>, order: { total: double, lines: list<{ price: double, pieces: int }> }, prices: map<string, double>, anything: dyn }',
    );
  });

  test.each([
    [{}, 'dyn'],
    [{ type: ['string', 'null'] }, 'dyn'],
    [{ anyOf: [{ type: 'string' }] }, 'dyn'],
    [{ const: 'yes' }, '"yes"'],
    [{ enum: ['a', 1] }, 'dyn'],
    [{ type: 'array' }, 'list<dyn>'],
    [{ type: 'object' }, 'map<string, dyn>'],
    [{ type: 'object', properties: { a: {} }, additionalProperties: false }, '{ a: dyn }'],
    [{ type: 'object', properties: { a: {} }, additionalProperties: true }, 'map<string, dyn>'],
    [{ type: 'null' }, 'null'],
    [true, 'dyn'],
  ])('the schema %j is %s', (schema, type) => {
    expect(typeText(typeOfSchema(schema))).toBe(type);
  });

  test('a brief sees what the model said, typed by what it was asked for', () => {
    const handoff: Handoff = {
      id: 'go',
      from: 'agent',
      to: 'judge',
      trigger: { on: 'model', args: { type: 'object', properties: { reason: { type: 'string' } } } },
    };
    const place = { at: 'package', node: 'agent', handoff } as const;
    const values = {
      from: { id: 'agent', name: 'Agent' },
      to: { id: 'judge', name: 'Judge' },
      args: { reason: 'late' },
    };
    expect(valueOf('from.name + " to " + to.id + ": " + args.reason', values, place)).toBe('Agent to judge: late');
    expect(errorOf('args.reson', place).message).toContain('did you mean "reason"?');
    expect(compiled('args.whatever', { at: 'package', node: 'agent' })).toMatchObject({ ok: true });
  });

  test('the expression says what it gives', () => {
    const typeOf = (source: string) => {
      const found = compiled(source);
      return found.ok && found.expression.type;
    };
    expect(['state.tags', 'state.amount > 1', 'state.order', 'state.anything'].map(typeOf)).toEqual([
      'list<string>',
      'bool',
      'object',
      'dyn',
    ]);
  });
});

test('a graph has one scope for places that see the same, and an edited graph has scopes of its own', () => {
  expect(scopeOf(sample, { at: 'entry', node: 'agent' })).toBe(scopeOf(sample, { at: 'entry', node: 'form' }));
  expect(scopeOf(sample, { at: 'exit', node: 'agent' })).not.toBe(scopeOf(sample, { at: 'exit', node: 'judge' }));
  const edited = { ...sample, state: { added: { type: 'string' } } };
  expect(scopeOf(edited, { at: 'entry' }).variables.get('state')).not.toEqual(
    scopeOf(sample, { at: 'entry' }).variables.get('state'),
  );
});

test('an expression is compiled once in its scope', () => {
  expect(compiled('state.amount > 41')).toBe(compiled('state.amount > 41'));
});
