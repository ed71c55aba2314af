import type { JsonObject } from '@baton/shared/graph';
import { describe, expect, it } from 'vitest';
import { blankAnswer, checkAnswer, errorsOf, fieldsOf, withField } from './answer.ts';

const form: JsonObject = {
  type: 'object',
  properties: {
    amount: { type: 'number', title: 'Amount in euros', minimum: 1 },
    reason: { type: 'string' },
    urgent: { type: 'boolean' },
    order_number: { type: 'string', default: '1001' },
  },
  required: ['amount', 'urgent'],
};

describe('an answer', () => {
  it('has the fields of its schema, in their order', () => {
    expect(fieldsOf(form)?.map(({ key, required }) => [key, required])).toEqual([
      ['amount', true],
      ['reason', false],
      ['urgent', true],
      ['order_number', false],
    ]);
    expect(fieldsOf({ type: 'string' })).toBeUndefined();
  });

  it('begins with what is known', () => {
    expect(blankAnswer(form)).toEqual({ urgent: false, order_number: '1001' });
  });

  it('says what is missing, by the name that the person sees', () => {
    expect(checkAnswer(form, blankAnswer(form))).toEqual(new Map([['/amount', 'Amount in euros is needed.']]));
    expect(checkAnswer({ type: 'string', minLength: 1 }, '')).toEqual(new Map([['', 'An answer is needed.']]));
  });

  it('says all that is wrong at once: what is missing, and what does not fit', () => {
    const schema = { ...form, required: ['reason', 'urgent'] };
    expect([...checkAnswer(schema, { amount: 0, urgent: true }).keys()].toSorted()).toEqual(['/amount', '/reason']);
  });

  it('says what does not fit at the field that it is about', () => {
    const errors = checkAnswer(form, { amount: 0, urgent: true });
    expect([...errors.keys()]).toEqual(['/amount']);
  });

  it('fits when nothing is wrong', () => {
    expect(checkAnswer(form, { amount: 20, urgent: false }).size).toBe(0);
    expect(checkAnswer({ type: 'string', minLength: 1 }, 'yes').size).toBe(0);
  });

  it('leaves out what was emptied, since nothing was said', () => {
    expect(withField({ amount: 1, reason: 'x' }, 'reason', '')).toEqual({ amount: 1 });
    expect(withField({ amount: 1 }, 'amount', undefined)).toEqual({});
    expect(withField({}, 'urgent', false)).toEqual({ urgent: false });
  });
});

it('what the server says of a request is shown at the field of the answer', () => {
  const errors = errorsOf([
    { path: '/answer/amount', message: 'too small' },
    { path: '/answer/amount', message: 'and odd' },
    { path: '/answer', message: 'not now' },
  ]);
  expect([...errors]).toEqual([
    ['/amount', 'too small'],
    ['', 'not now'],
  ]);
});
