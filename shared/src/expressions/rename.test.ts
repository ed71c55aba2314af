import { describe, expect, test } from 'vitest';
import { renameInExpression, renameInTemplate } from './rename.ts';

const renaming = { of: 'state', field: 'amount', to: 'total' };

describe('a field of a variable under another name', () => {
  test.each([
    ['state.amount > 200', 'state.total > 200'],
    ['!has(state.amount) || state . amount < 3', '!has(state.total) || state . total < 3'],
    ['state["amount"] == state[\'amount\']', 'state["total"] == state[\'total\']'],
    ['state["a\\u006dount"]', 'state["total"]'],
    ['"amount" in state && "amount" in output', '"total" in state && "amount" in output'],
    ['state.amount.amount + output.amount', 'state.total.amount + output.amount'],
    [
      'state.orders.exists(amount, amount.amount > state.amount)',
      'state.orders.exists(amount, amount.amount > state.total)',
    ],
    ['{"amount": state.amount}', '{"amount": state.total}'],
    ['state.amount // of state.amount', 'state.total // of state.amount'],
    ['state.amount.nonsense(', 'state.amount.nonsense('],
    ['"state.amount"', '"state.amount"'],
    ['state.amounts + state.an_amount', 'state.amounts + state.an_amount'],
    ['state[input]', 'state[input]'],
  ])('%s', (before, after) => expect(renameInExpression(before, renaming)).toBe(after));

  test('is not an element of a loop that has the name of the variable', () => {
    const source = 'state.amount.map(state, state.amount)';
    expect(renameInExpression(source, renaming)).toBe('state.total.map(state, state.amount)');
  });

  test('is found in each expression of a text, and not in its words', () => {
    expect(
      renameInTemplate('state.amount: {{ state.amount }} of {{ state["amount"] }}, {{ state. }} {{', renaming),
    ).toBe('state.amount: {{ state.total }} of {{ state["total"] }}, {{ state. }} {{');
  });
});
