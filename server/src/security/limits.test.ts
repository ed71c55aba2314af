import { describe, expect, it } from 'vitest';
import { Refused } from '../problem.ts';
import { Attempts, Rates } from './limits.ts';

const minute = 60_000;

function refusal(act: () => unknown): Refused | undefined {
  try {
    act();
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
  return undefined;
}

describe('rates', () => {
  it('let a minute’s worth through and not one more, for each caller and kind by itself, and fill up again', () => {
    let now = 0;
    const rates = new Rates(() => now);
    for (let i = 0; i < 60; i++) rates.take('outgoing', 'a');
    const refused = refusal(() => rates.take('outgoing', 'a'));
    expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
    expect(refusal(() => rates.take('outgoing', 'b'))).toBeUndefined();
    expect(refusal(() => rates.take('read', 'a'))).toBeUndefined();
    now += 1001;
    expect(refusal(() => rates.take('outgoing', 'a'))).toBeUndefined();
    expect(refusal(() => rates.take('outgoing', 'a'))?.status).toBe(429);
  });
});

describe('tries at a password', () => {
  it('are ten for a client at an account, and count from their beginning', () => {
    let now = 0;
    const attempts = new Attempts(() => now);
    for (let i = 0; i < 10; i++) attempts.begin('ann', 'one');
    const refused = refusal(() => attempts.begin('ann', 'one'));
    expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '900' } });
    expect(refusal(() => attempts.begin('bob', 'one'))).toBeUndefined();
    now += 15 * minute + 1;
    expect(refusal(() => attempts.begin('ann', 'one'))).toBeUndefined();
  });

  it('of one client do not lock the owner of an account out, who comes from elsewhere', () => {
    const attempts = new Attempts(() => 0);
    for (let i = 0; i < 1000; i++) refusal(() => attempts.begin('ann', 'guesser'));
    expect(refusal(() => attempts.begin('ann', 'home'))).toBeUndefined();
  });

  it('are a hundred for an account, wherever they come from', () => {
    const attempts = new Attempts(() => 0);
    for (let i = 0; i < 100; i++) attempts.begin('ann', `client${i % 20}`);
    expect(refusal(() => attempts.begin('ann', 'another'))?.status).toBe(429);
  });

  it('are fifty for a client, whoever is tried', () => {
    const attempts = new Attempts(() => 0);
    for (let i = 0; i < 50; i++) attempts.begin(`user${i}`, 'one');
    expect(refusal(() => attempts.begin('user99', 'one'))?.status).toBe(429);
    expect(refusal(() => attempts.begin('user99', 'two'))).toBeUndefined();
  });

  it('that were right do not count', () => {
    const attempts = new Attempts(() => 0);
    for (let i = 0; i < 100; i++) attempts.begin('ann', 'one')();
    for (let i = 0; i < 9; i++) attempts.begin('ann', 'one');
    attempts.begin('ann', 'one')();
    expect(refusal(() => attempts.begin('ann', 'one'))).toBeUndefined();
  });
});
