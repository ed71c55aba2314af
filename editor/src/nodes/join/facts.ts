/** How many branches a join waits for, and what it makes of them. */
import type { Fact, FactsOf } from '../facts.ts';

export const joinFacts: FactsOf<'join'> = ({ wait = 'all', combine = 'list' }) => {
  const words = wait === 'all' ? 'waits for all' : wait === 'any' ? 'waits for one' : `waits for ${wait}`;
  const named = ['list', 'vote', 'first'].includes(combine);
  const facts: Fact[] = [{ icon: 'parallel', words }];
  facts.push(named ? { words: combine } : { words: 'expression', title: combine });
  return facts;
};
