import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits as expressionLimits } from './environment.ts';
import { sample, sampleValues } from './sample.ts';
import { scopeOf } from './scope.ts';
import { checkTemplate, parseTemplate } from './template.ts';

const scope = scopeOf(sample, { at: 'exit', node: 'judge' });
const rendered = (source: string, values: object = sampleValues) => {
  const parsed = parseTemplate(source, scope);
  if (!parsed.ok) throw new Error(parsed.errors.map((error) => error.message).join('; '));
  return parsed.template.render({ ...values });
};

describe('rendering', () => {
  test.each([
    ['Hello {{ state.name }}, {{state.amount}} €', 'Hello Mara, 450 €'],
    ['{{ state.tags }}', '["red","blue"]'],
    ['{{ state.order.lines[0] }}', '{"price":2,"pieces":3}'],
    ['{{ state.open }}/{{ null }}/{{ 2.5 }}', 'true//2.5'],
    ['no expression, { one brace }, }} and no start', 'no expression, { one brace }, }} and no start'],
    ['', ''],
    // Neither a quote nor a brace of the expression ends it.
    ['{{ "}}" }}!', '}}!'],
    ['{{ \'}}\' + "{{" }}', '}}{{'],
    ['{{ "a \\" }} b" }}', 'a " }} b'],
    ['{{ r"a\\d }}" }}', 'a\\d }}'],
    ['{{ """a "quoted" }} text""" }}', 'a "quoted" }} text'],
    ['{{ {"a": {"b": 1}} }}', '{"a":{"b":1}}'],
    ['{{ {"a": {"b": 1}}.a.b }}{{ 2 }}', '12'],
  ])('%s', (source, text) => {
    expect(rendered(source)).toEqual({ text, errors: [] });
  });

  test('an expression that fails stands as nothing, and is told with its place', () => {
    expect(rendered('[{{ state.anything.gone }}] [{{ state.name }}]')).toEqual({
      text: '[] [Mara]',
      errors: [{ message: '"state.anything.gone" is not there', start: 1, end: 26 }],
    });
  });

  test('text without an expression is left exactly as it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!text.includes('{{'));
        expect(rendered(text)).toEqual({ text, errors: [] });
      }),
    );
  });

  test('nothing that is made is longer than it may be, however often and whatever is put in', () => {
    const long = fc.integer({ min: 0, max: 300_000 }).map((length) => 'x'.repeat(length));
    fc.assert(
      fc.property(
        long,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        (name, times, most) => {
          const parsed = parseTemplate('a{{ state.name }}'.repeat(times), scope);
          const made = parsed.ok ? parsed.template.render({ state: { name } }, most) : { text: '', cut: undefined };
          const length = (name.length + 1) * times;
          expect(made.text).toHaveLength(Math.min(length, most));
          expect(made.cut === true).toBe(length > most);
        },
      ),
    );
    const made = rendered('{{ state.name }}'.repeat(1000), { state: { name: 'x'.repeat(100_000) } });
    expect(made).toMatchObject({ cut: true, errors: [] });
    expect(made.text).toHaveLength(expressionLimits.text);
  });

  test('what a value says is never an expression', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(rendered('<{{ state.name }}>', { state: { name } }).text).toBe(`<${name}>`);
      }),
    );
    expect(rendered('{{ state.name }}', { state: { name: '{{ state.amount }}' } }).text).toBe('{{ state.amount }}');
  });
});

describe('checking', () => {
  test('an error points into the whole text', () => {
    const source = 'Dear {{ state.nme }}, you owe {{ state.amuont }} €';
    const errors = checkTemplate(source, scope);
    expect(errors.map(({ start, end }) => source.slice(start, end))).toEqual(['nme', 'amuont']);
    expect(errors[1]?.message).toContain('did you mean "amount"?');
  });

  test('an expression without an end is told where it begins', () => {
    const source = 'Dear {{ state.name } and all';
    expect(checkTemplate(source, scope)).toEqual([
      { message: expect.stringContaining('has no "}}"') as string, start: 5, end: source.length },
    ]);
    expect(checkTemplate('{{ "}} ', scope)).toHaveLength(1);
  });

  test('never throws, and takes time in proportion to the text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('{{', '}}', '"', "'", '"""', '\\', 'r', '{', '}', ' state.name ', '\n')),
        (pieces) => {
          checkTemplate(pieces.join(''), scope);
        },
      ),
    );
    for (const piece of ['{{ """', '"\\', "{{ '''", '{', '{{ {'])
      expect(checkTemplate(`{{ ${piece.repeat(50_000)}`, scope).length).toBeGreaterThan(0);
  });
});
