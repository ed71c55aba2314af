import { describe, expect, it } from 'vitest';
import { foreignSchemas, parametersOf } from './schemas.ts';

const email = { type: 'string', pattern: String.raw`^(?!\.)(?!.*\.\.)[a-z]+@[a-z]+$` };

describe('what a server says of its answers', () => {
  it('cannot keep us from going on: its patterns run in linear time', () => {
    const fits = foreignSchemas.getValidator({ properties: { a: { pattern: '^(a+)+$' } } });
    expect(fits({ a: `${'a'.repeat(5000)}!` })).toMatchObject({
      valid: false,
      errorMessage: expect.any(String) as string,
    });
    expect(fits({ a: 'aa' })).toEqual({ valid: true, data: { a: 'aa' }, errorMessage: undefined });
  });

  it('is held to what it is, and to nothing where only its pattern is for another engine', () => {
    const fits = foreignSchemas.getValidator({ type: 'object', properties: { email }, required: ['email'] });
    expect(fits({ email: 'a@b' })).toMatchObject({ valid: true });
    expect(fits({ email: 3 })).toMatchObject({ valid: false, errorMessage: '/email must be text, and is 3' });
    expect(fits({})).toMatchObject({ valid: false, errorMessage: 'it "email" is required' });
  });
});

describe('what a tool takes', () => {
  it('is passed on without the patterns that RE2 cannot run', () => {
    const code = { type: 'string', pattern: '^[A-Z]+$' };
    const pattern = { type: 'string', default: { pattern: '(?=a)' } };
    expect(
      parametersOf({ $schema: 'x', properties: { email, code, pattern, default: email }, required: ['code'] }),
    ).toEqual({
      type: 'object',
      properties: { email: { type: 'string' }, code, pattern, default: { type: 'string' } },
      required: ['code'],
    });
    const open = { patternProperties: { '(?=a)': {} }, additionalProperties: false, minProperties: 1 };
    expect(parametersOf(open)).toEqual({ type: 'object', properties: {}, minProperties: 1 });
    expect(parametersOf(3)).toEqual({ type: 'object', properties: {} });
  });

  it('is looked at in a moment, however many patterns and however deep it is', () => {
    const properties = Object.fromEntries(
      Array.from({ length: 3000 }, (_, at) => [`p${at}`, { pattern: `${at}|b`.repeat(300) }]),
    );
    expect(parametersOf({ properties })['properties']).toMatchObject({ p0: {}, p2999: {} });
    let deep: object = {};
    for (let level = 0; level < 20_000; level++) deep = { not: deep };
    expect(parametersOf({ properties: { deep } })).toHaveProperty('properties.deep.not');
  });
});
