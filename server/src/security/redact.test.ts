import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Redactor } from './redact.ts';

const value = 'pa$$ w/ord?+"\\é';
const redactor = new Redactor();
redactor.hide(value);

describe('the redactor', () => {
  it.each([
    ['as it is', `key ${value}.`],
    ['in a URL', `https://a.example/?q=${encodeURIComponent(value)}&x=1`],
    ['in a form', new URLSearchParams({ q: value }).toString()],
    ['in base64', Buffer.from(value).toString('base64')],
    ['in a basic login', `Basic ${Buffer.from(`ann:${value}`).toString('base64')}`],
    ['in a base64 of more', Buffer.from(`ab${value}cd`).toString('base64url')],
    ['in JSON', JSON.stringify({ value })],
    ['in large letters', value.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase())],
    ['in a URL that is written in small letters', encodeURIComponent(value).toLowerCase()],
  ])('hides a secret %s', (_, text) => {
    const clean = redactor.text(text);
    expect(clean).toContain('[secret]');
    expect(Buffer.from(clean.replaceAll('[secret]', ''), 'base64').toString()).not.toContain(value.slice(2));
    expect(clean).not.toContain(value);
  });

  it('hides it anywhere in JSON, also as a key, and leaves the rest as it was', () => {
    const rest = { a: [1, null, true, 'text'], b: { c: 'x' } };
    expect(redactor.json({ ...rest, d: [{ [value]: [value] }] })).toEqual({
      ...rest,
      d: [{ '[secret]': ['[secret]'] }],
    });
    expect(redactor.json(rest)).toBe(rest);
  });

  it('leaves no value of eight characters or more in any text, in any of the looks', () => {
    assert(
      property(string({ minLength: 8, maxLength: 40 }), string(), string(), (secret, before, after) => {
        const one = new Redactor();
        one.hide(secret);
        expect(one.text(`${before}${secret}${after}`)).not.toContain(secret);
        const encoded = Buffer.from(`${before}${secret}${after}`).toString('base64');
        // Of a secret without lone surrogates, which base64 cannot carry.
        if (secret.isWellFormed() && before.isWellFormed()) expect(one.text(encoded)).toContain('[secret]');
      }),
    );
  });

  it('hides it in a host, which is in small letters', () => {
    const one = new Redactor();
    one.hide('BoundSecretValueXyz987');
    const { host } = new URL('https://BoundSecretValueXyz987.example/');
    expect(one.text(`${host} has no address, and BOUNDSECRETVALUEXYZ987 neither`)).toBe(
      '[secret].example has no address, and [secret] neither',
    );
  });

  it.each(['12345678', '0012345678', '12345678901234567890', '1234567.25', '123456789012345678901234567890'])(
    'hides %s also where it is a number, and no other number',
    (digits) => {
      const one = new Redactor();
      one.hide(digits);
      const echo = JSON.parse(`{"a": [${digits.replace(/^0+/, '')}], "b": 1234567, "c": 412345678}`) as unknown;
      expect(one.json(echo)).toEqual({ a: ['[secret]'], b: 1234567, c: 412345678 });
    },
  );

  it('leaves short ones alone: they stand in ordinary text', () => {
    const one = new Redactor();
    one.hide('yes');
    one.hide(undefined);
    expect(one.text('yes, sir')).toBe('yes, sir');
  });
});
