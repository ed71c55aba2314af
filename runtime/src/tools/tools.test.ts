import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Graph, JsonObject } from '@baton/shared/graph';
import { calculate } from './calculator.ts';
import { callTool, offeredTools } from './index.ts';

const context = { signal: new AbortController().signal, idempotencyKey: 'r:a:1:c', services: {}, state: {} };

describe('calculate', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['-2 ^ 2', -4],
    ['2 ^ -1', 0.5],
    ['2 ^ 3 ^ 2', 512],
    ['10 % 4 - 1', 1],
    ['0.1 + 0.2', 0.3],
    ['1e3 / 4', 250],
  ])('%s is %d', (source, value) => {
    expect(calculate(source)).toBe(value);
  });

  it.each([
    ['', /at the end/],
    ['1 +', /at the end/],
    ['(1', /bracket is not closed/],
    ['1 2', /"2" is not expected/],
    ['1/0', /divides by zero/],
    ['process.exit()', /"p" is neither a number/],
    [`${'('.repeat(200)}1${')'.repeat(200)}`, /too deeply/],
    ['9^999', /too large/],
    ['1+'.repeat(600) + '1', /longer than 1000/],
  ])('refuses %s in words', (source, words) => {
    expect(() => calculate(source)).toThrow(words);
  });

  it('never answers with something that is no finite number', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789.+-*/%^() e'.split('')), maxLength: 20 }),
        (source) => {
          let value = 0;
          try {
            value = calculate(source);
          } catch (error) {
            expect(error).toBeInstanceOf(Error);
          }
          expect(Number.isFinite(value)).toBe(true);
        },
      ),
    );
  });
});

describe('the tools of a graph', () => {
  const graph: Graph = {
    format: 'baton/1',
    id: 'g',
    entry: 'a',
    tools: [
      { id: 'sum', type: 'builtin', builtin: 'calculator' },
      { id: 'clock', type: 'builtin', builtin: 'now', description: 'What time is it?' },
      {
        id: 'orders',
        type: 'builtin',
        builtin: 'lookup',
        data: { '1001': { total: 49 } },
        args: { type: 'object', properties: { order: { type: 'string' } }, required: ['order'] },
      },
      {
        id: 'search',
        type: 'http',
        url: 'https://example.com/',
        description: 'Searches.',
        args: { type: 'object', properties: { query: { type: 'string' } }, required: ['query'] },
      },
    ],
  };
  const call = (tool: string, args: JsonObject) => callTool(tool, args, { ...context, graph });

  it('are offered with their own description and arguments, else with those of the built-in', async () => {
    expect(await offeredTools(['clock', 'orders', 'search', 'gone'], { ...context, graph })).toMatchObject([
      { name: 'clock', description: 'What time is it?', parameters: { type: 'object' } },
      { name: 'orders', parameters: { required: ['order'] } },
      { name: 'search', description: 'Searches.', parameters: { required: ['query'] } },
    ]);
  });

  it('look an entry up, and say so when there is none', async () => {
    expect(await call('orders', { order: '1001' })).toEqual({ total: 49 });
    await expect(call('orders', { order: '__proto__' })).rejects.toThrow('there is no entry "__proto__"');
  });

  it('refuse arguments that do not fit, before they are called', async () => {
    await expect(call('orders', {})).rejects.toThrow(/do not fit.*order/);
    await expect(call('sum', { expression: 5 })).rejects.toThrow(/do not fit/);
    await expect(call('nothing', {})).rejects.toThrow('there is no tool "nothing"');
  });

  it('tell the time where somebody is, and refuse a place that does not exist', async () => {
    expect(await call('clock', { timeZone: 'Europe/Berlin' })).toMatchObject({
      timeZone: 'Europe/Berlin',
      iso: expect.stringMatching(/Z$/),
    });
    await expect(call('clock', { timeZone: 'Atlantis' })).rejects.toThrow(/no time zone/);
  });
});
