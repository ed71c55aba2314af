import { describe, expect, test } from 'vitest';
import { parseGraph } from '../graph/parse.ts';
import { checkGraph } from './index.ts';

/** A document with a mistake wherever CEL may stand. */
const mistaken = {
  format: 'baton/1',
  id: 'mistaken',
  entry: 'agent',
  tools: [
    {
      id: 'http',
      type: 'http',
      url: 'https://example.com/{{ nope }}',
      headers: { 'x-key': '{{ nope }}' },
      body: '{{ nope }}',
      take: 'nope',
      args: {},
    },
  ],
  nodes: [
    {
      id: 'agent',
      kind: 'agent',
      instructions: '{{ nope }}',
      guardrails: { input: [{ trip: 'nope', then: { say: '{{ nope }}' } }], output: [{ trip: 'nope' }] },
      script: [{ if: 'nope', say: '{{ nope }}' }],
    },
    { id: 'router', kind: 'router', script: [{ if: 'nope' }] },
    { id: 'human', kind: 'human', ask: '{{ nope }}' },
    { id: 'tool', kind: 'tool', tool: 'http', args: { a: 'nope' } },
    { id: 'join', kind: 'join', combine: 'nope' },
    { id: 'vote', kind: 'join', combine: 'vote' },
    { id: 'graph', kind: 'graph', graph: 'other', input: '{{ nope }}' },
  ],
  handoffs: [
    {
      id: 'h',
      from: 'agent',
      to: 'human',
      trigger: { on: 'rule', if: 'nope' },
      enabled: 'nope',
      each: 'nope',
      context: { brief: '{{ nope }}' },
    },
  ],
};

describe('conditions and templates', () => {
  test('are checked wherever they may stand', () => {
    const parsed = parseGraph(mistaken);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const found = checkGraph(parsed.graph).filter(({ code }) => code === 'bad-expression' || code === 'bad-template');
    expect(found.map(({ path }) => path).toSorted()).toEqual(
      [
        '/tools/0/url',
        '/tools/0/headers/x-key',
        '/tools/0/body',
        '/tools/0/take',
        '/nodes/0/instructions',
        '/nodes/0/guardrails/input/0/trip',
        '/nodes/0/guardrails/input/0/then/say',
        '/nodes/0/guardrails/output/0/trip',
        '/nodes/0/script/0/if',
        '/nodes/0/script/0/say',
        '/nodes/1/script/0/if',
        '/nodes/2/ask',
        '/nodes/3/args/a',
        '/nodes/4/combine',
        '/nodes/6/input',
        '/handoffs/0/trigger/if',
        '/handoffs/0/enabled',
        '/handoffs/0/each',
        '/handoffs/0/context/brief',
      ].toSorted(),
    );
  });

  test('see what there is at their place, and not what comes later', () => {
    const at = (handoff: object) =>
      checkGraph({
        format: 'baton/1',
        id: 'g',
        entry: 'a',
        nodes: [
          { id: 'a', kind: 'human', answer: 'approval' },
          { id: 'b', kind: 'human' },
        ],
        handoffs: [
          { id: 'h', from: 'a', to: 'b', ...handoff },
          { id: 'else', from: 'a', to: 'b', trigger: { on: 'otherwise' } },
        ],
      }).map(({ code }) => code);
    expect(at({ trigger: { on: 'rule', if: 'answer.approved' } })).toEqual([]);
    expect(at({ trigger: { on: 'rule', if: 'answer.approved', at: 'entry' } })).toEqual(['bad-expression']);
    expect(at({ enabled: 'output.approved' })).toContain('bad-expression');
    expect(at({ context: { brief: '{{ from.name }}: {{ answer.comment }}' } })).not.toContain('bad-template');
  });
});
