import { describe, expect, test } from 'vitest';
import { compiled, errorOf } from './sample.ts';

describe('what is wrong, where, and what to do', () => {
  test.each([
    ['inptu == "x"', 'there is no "inptu" here; did you mean "input"?', 'inptu'],
    ['billing', 'there is no "billing" here; write a text in quotes', 'billing'],
    ['state.intnet == "billing"', 'there is no "intnet"; did you mean "intent"?', 'intnet'],
    ['state.order.totl > 1', 'there is no "totl"; did you mean "total"?', 'totl'],
    ['state.order.lines[0].prise > 1', 'did you mean "price"?', 'prise'],
    ['output.pased', 'did you mean "passed"?', 'pased'],
    ['state.quux', 'there is no "quux" in it', 'quux'],
    [
      'state.name.contians("a")',
      'there is no function contians(); did you mean contains()?',
      'state.name.contians("a")',
    ],
    ['sise(state.tags)', 'there is no function sise(); did you mean size()?', 'sise(state.tags)'],
    [
      'state.name.includes("a")',
      'there is no function includes(); did you mean contains()?',
      'state.name.includes("a")',
    ],
    ['state.tags.contains("a")', 'asked with "in", as in "a" in state.list', 'state.tags.contains("a")'],
    ['state.name.length > 3', 'write size(…) for the length', 'length'],
    ['state.tags.length > 3', 'write size(…) for the length', 'length'],
    ['state.tags.first', 'what is in a list is asked by number', 'first'],
    ['state.name.first', 'a text has no "first"', 'first'],
    ['"x" not in state.tags', 'write !(a in list) for "not in"', 'not'],
    ['not state.open', 'write ! for "not"', 'state'],
    ['state.open == True', 'write true', 'True'],
    ['state.name != undefined', 'to ask whether a field is there, write has(…)', 'undefined'],
    ['if state.open', 'to choose, write condition ? one : other', 'if'],
    ['{{ state.name }} == "x"', 'stands here as it is, without {{ and }}', '}'],
    ['state.name.contains(1)', 'contains() does not take a whole number on a text', 'state.name.contains(1)'],
    ['state.amount > "100"', '">" does not work between a number and a text', 'state.amount > "100"'],
    ['state.name + 1', 'write string(…) around what is not a text', 'state.name + 1'],
    ['state.name == null', 'to ask whether a field is there, write has(…)', 'state.name == null'],
    ['!state.name', '"!" does not work on a text', '!state.name'],
    [
      'state.amount && state.open',
      '&& and || need true or false on both sides, and one side is a number',
      'state.amount && state.open',
    ],
    ['state.name ? 1 : 2', 'true or false is needed here, and this is a text', 'name'],
    ['state.open ? 1 : "a"', 'both sides of ":" must be of the same type', 'state.open ? 1 : "a"'],
    ['state.name = "x"', 'write == to compare', '='],
    ['state.open and state.open', 'write && for "and"', 'and'],
    ['state.open or state.open', 'write || for "or"', 'or'],
    ['state.open & state.open', 'write && for "and"', '&'],
    ['“red” in state.tags', 'use straight quotes', '“'],
    ['state.amount >', 'the expression ends too early', ''],
    ['(state.amount', 'the expression ends too early; ")" is missing', ''],
    ['"red', 'this text has no closing quote', '"red'],
    ['state.', 'the expression ends too early; a name is missing', ''],
  ])('%s', (source, message, at) => {
    const error = errorOf(source);
    expect(error.message).toContain(message);
    expect(error.at).toBe(at);
  });

  test('no word of the library or of this program comes through', () => {
    const sources = [
      'state == 1',
      'state.order == 1',
      'size(1)',
      'state.order.lines + 1',
      'state.tags < state.tags',
      'state.tags[""]',
      '1(',
      'a.b.c(',
      '@',
      'has(1)',
    ];
    for (const source of sources)
      expect(errorOf(source).message).not.toMatch(/object\d|overload|EOF|Token|undefined|\.ts/);
  });
});

describe('what types and can still not be meant', () => {
  test.each([
    ['state.intent == "biling"', 'it can never be "biling"; did you mean "billing"?'],
    ['"refunds" != state.intent', 'it can never be "refunds"; it is one of billing, returns'],
    ['has(state.ordr)', '"ordr" is never there; did you mean "order"?'],
  ])('%s', (source, message) => {
    const found = compiled(source);
    expect(found.ok && found.expression.doubts.map((doubt) => doubt.message)).toEqual([message]);
  });

  test('a router answers with one of its labels', () => {
    const found = compiled('output == "technical"', { at: 'exit', node: 'router' });
    expect(found.ok && found.expression.doubts).toHaveLength(1);
  });

  test.each([
    'state.intent == "billing"',
    'state.name == "biling"',
    'has(state.order)',
    'has(state.anything.gone)',
    'state.tags.exists(state, state == "x")',
  ])('%s raises none', (source) => {
    const found = compiled(source);
    expect(found.ok && found.expression.doubts).toEqual([]);
  });
});
