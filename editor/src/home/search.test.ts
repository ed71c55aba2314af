import { expect, test } from 'vitest';
import { matches } from './search.ts';

const graph = { id: 'customer-service', name: 'Customer service', description: 'Triage, then the right specialist.' };

test.each([
  ['', true],
  ['serv', true],
  ['SPECIALIST customer', true],
  ['customer-serv', true],
  ['service billing', false],
])('"%s": %s', (query, found) => expect(matches(graph, query)).toBe(found));
