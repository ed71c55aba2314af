import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileCondition, compileExpression } from './compile.ts';
import { compiled, sample, sampleValues, valueOf } from './sample.ts';
import { scopeOf } from './scope.ts';

describe('numbers', () => {
  test.each([
    // A decimal declared in a schema mixes with whole literals, as a person expects.
    ['state.amount * 2 == 900', true],
    ['state.amount + 1', 451],
    ['state.amount / 100', 4.5],
    ['1000 - state.amount', 550],
    ['state.amount >= 450 && state.amount <= 450.0', true],
    ['450 == state.amount', true],
    ['450.5 != state.amount', true],
    ['state.count != 7.5', true],
    ['state.amount in [1, 450]', true],
    ['7 in [7.0]', true],
    // A whole number declared as such divides as whole numbers do.
    ['state.count / 2', 3],
    ['state.count % 2', 1],
    ['state.count / 2.0', 3.5],
    ['-state.count', -7],
    // Where a schema says nothing, whole numbers are whole.
    ['state.anything.whole + 1 == 4', true],
    ['state.anything.whole / 2', 1],
    ['state.anything.half * 2', 5],
    ['state.anything.list[1] * 10', 20],
    ['state.anything.list.map(n, n * 2)', [2, 4, 6]],
    // A type follows a value into lists, loops and maps.
    ['state.order.lines[0].price / 4', 0.5],
    ['state.order.lines.map(line, line.price / 4)', [0.5, 0.625]],
    ['state.order.lines.exists(line, line.price * line.pieces > 5)', true],
    ['state.prices["mug"] / 4', 4.5],
    ['[2.0].map(n, n / 4)', [0.5]],
    ['[2.0][0] / 4', 0.5],
  ])('%s is %j', (source, value) => {
    expect(valueOf(source)).toEqual(value);
  });

  test('whole literals multiply, add and compare with any decimal as JavaScript does', () => {
    const scope = scopeOf(sample, { at: 'exit', node: 'judge' });
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
        fc.integer({ min: 0, max: 1e6 }),
        (amount, whole) => {
          const source = `[state.amount * ${whole}, state.amount + ${whole}, state.amount - ${whole}]`;
          const found = compileExpression(source, scope);
          const values = { state: { amount } };
          expect(found.ok && found.expression.evaluate(values)).toEqual({
            ok: true,
            value: [amount * whole, amount + whole, amount - whole],
          });
          const comparison = compileCondition(`state.amount < ${whole}`, scope);
          expect(comparison.ok && comparison.expression.evaluate(values)).toEqual({ ok: true, value: amount < whole });
        },
      ),
    );
  });
});

describe('texts, lists and objects', () => {
  test.each([
    ['input.contains("900")', true],
    ['input.lowerAscii().startsWith("i want")', true],
    ['state.name + " (" + string(state.count) + ")"', 'Mara (7)'],
    ['size(state.name) == 4 && state.name.size() == 4', true],
    ['"a,b,c".split(",")', ['a', 'b', 'c']],
    ['"a,b,c".split(",", 2)', ['a', 'b,c']],
    ['state.tags.join(" and ")', 'red and blue'],
    ['"baton".substring(1, 3)', 'at'],
    ['"baton".indexOf("t")', 2],
    ['" x ".trim()', 'x'],
    ['int("42") + 1', 43],
    ['double("2.5") * 2', 5],
    ['string(state.order)', JSON.stringify(sampleValues.state.order)],
    ['"red" in state.tags', true],
    ['"total" in state.order', true],
    ['"mug" in state.prices', true],
    ['size(state.tags)', 2],
    ['size(state.order)', 2],
    ['state.tags + ["green"]', ['red', 'blue', 'green']],
    ['state.tags == ["red", "blue"]', true],
    ['{"a": [1, 2.5], "b": state.name}', { a: [1, 2.5], b: 'Mara' }],
    ['{"a": 1}.a', 1],
    ['state.anything == {"whole": 3, "half": 2.5, "list": [1, 2, 3], "nested": {"deep": "yes"}}', true],
    ['state.open ? "open" : "closed"', 'open'],
    ['state.order', sampleValues.state.order],
  ])('%s is %j', (source, value) => {
    expect(valueOf(source)).toEqual(value);
  });

  test.each([
    ['state.tags.all(tag, size(tag) > 2)', true],
    ['state.tags.exists(tag, tag == "blue")', true],
    ['state.tags.exists_one(tag, tag.contains("e"))', false],
    ['state.tags.filter(tag, tag != "red")', ['blue']],
    ['state.tags.map(tag, tag == "red", tag + "!")', ['red!']],
    ['state.prices.exists(name, name == "mug")', true],
    [
      '[1, 2].map(x, ["a", "b"].map(y, y + string(x)))',
      [
        ['a1', 'b1'],
        ['a2', 'b2'],
      ],
    ],
  ])('loops: %s is %j', (source, value) => {
    expect(valueOf(source)).toEqual(value);
  });
});

describe('a failing evaluation', () => {
  test.each([
    ['state.order.total > 1', '"state.order" is not there'],
    ['state.tags[0] == "red"', '"state.tags" is not there'],
    ['confidence < 0.7', '"confidence" has no value here'],
    ['state.count / 0', '"state.count" is not there'],
  ])('is a value with a sentence: %s', (source, failed) => {
    expect(valueOf(source, { state: {}, confidence: null })).toEqual({ failed });
  });

  test.each([
    ['state.tags[2]', '"state.tags[2]" is not there'],
    ['state.tags[-1]', '"state.tags[-1]" is not there'],
    ['state.count / 0', 'a number is divided by zero'],
    ['9223372036854775807 + state.count', 'the number 9223372036854775814 is too large'],
    ['state.amount / 0', 'the number is not finite'],
    ['state.anything.whole + "x"', '"+" does not work between a number and a text'],
    ['state.anything.nested > 1', '">" does not work between an object and a number'],
    ['int("many")', '"many" is not a whole number'],
    ['state.anything.whole.exists(x, x > 1)', 'a list is needed, and this is a number'],
  ])('says what is wrong: %s', (source, failed) => {
    expect(valueOf(source)).toEqual({ failed });
  });

  test('does not matter beside a side that decides, as CEL has it', () => {
    expect(valueOf('state.anything.gone > 1 || state.open')).toBe(true);
    expect(valueOf('state.open || state.anything.gone > 1')).toBe(true);
    expect(valueOf('state.anything.gone > 1 && !state.open')).toBe(false);
    expect(valueOf('state.anything.gone > 1 || !state.open')).toEqual({ failed: '"state.anything.gone" is not there' });
    expect(valueOf('["x", 3].exists(item, item > 2)')).toBe(true);
    expect(valueOf('["x", 1].exists(item, item > 2)')).toEqual({
      failed: '">" does not work between a text and a number',
    });
  });

  test('has() asks whether a field is there', () => {
    expect(valueOf('has(state.order)')).toBe(true);
    expect(valueOf('has(state.order)', { state: {} })).toBe(false);
    expect(valueOf('has(state.order.total) && state.order.total > 1', { state: { order: {} } })).toBe(false);
  });
});

test('a condition is true or false, and nothing else counts', () => {
  const scope = scopeOf(sample, { at: 'exit', node: 'judge' });
  expect(compileCondition('state.amount', scope)).toMatchObject({
    ok: false,
    errors: [{ message: expect.stringContaining('a condition must be true or false, and this is double') as string }],
  });
  const open = compileCondition('state.anything.whole', scope);
  expect(open.ok && open.expression.evaluate(sampleValues)).toEqual({
    ok: false,
    error: 'it is 3, which is neither true nor false',
  });
  const good = compileCondition('output.passed', scope);
  expect(good.ok && good.expression.evaluate(sampleValues)).toEqual({ ok: true, value: true });
});

test('the evidence is what the expression looks at', () => {
  const found = compiled(
    'state.amount > 100 && confidence < 0.5 && state["name"] == "x" && state.tags.exists(t, t == state.intent) && has(state.anything.gone)',
  );
  expect(found.ok && found.expression.evidence(sampleValues)).toEqual({
    'state.amount': 450,
    confidence: 0.4,
    'state.name': 'Mara',
    'state.tags': ['red', 'blue'],
    'state.intent': 'billing',
  });
});

describe('own properties only', () => {
  test.each([
    'state.anything.constructor',
    'state.anything["__proto__"]',
    'state.anything.toString',
    'state.prices.valueOf',
    'state.tags.length',
  ])('%s reaches nothing', (source) => {
    const found = compiled(source);
    if (found.ok) expect(found.expression.evaluate(sampleValues)).toMatchObject({ ok: false });
    else expect(found.errors[0]?.message).toBeTruthy();
  });

  test('a reserved key is not made', () => {
    expect(valueOf('{"__proto__": {"admin": true}}')).toEqual({ failed: 'the key "__proto__" is reserved' });
  });

  test('values with a prototype of their own are not looked into', () => {
    const values = Object.create({ state: sampleValues.state }) as Record<string, unknown>;
    expect(valueOf('state.open', values)).toEqual({ failed: '"state" has no value here' });
  });
});

test('never throws, whatever the source and the values are', () => {
  const scope = scopeOf(sample, { at: 'exit', node: 'judge' });
  const piece = fc.constantFrom(
    'state',
    '.',
    'amount',
    'tags',
    'map',
    '(',
    ')',
    'x',
    ',',
    '+',
    '"a"',
    '1',
    '[',
    ']',
    '{',
    '}',
    ':',
    '?',
    '==',
    '!',
    '-',
    'in',
    'has',
    '&&',
    "'",
    '\\',
    'anything',
  );
  const source = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(source, fc.jsonValue(), (text, state) => {
      const found = compileExpression(text, scope);
      if (found.ok) expect(found.expression.evaluate({ state, input: text })).toHaveProperty('ok');
      else
        expect(found.errors.every(({ message, start, end }) => message !== '' && start >= 0 && start <= end)).toBe(
          true,
        );
    }),
    { numRuns: 500 },
  );
});
