import { describe, expect, it } from 'vitest';
import type { Graph } from '@baton/shared/graph';
import type { ScriptStep } from '@baton/shared/nodes';
import { of, play } from '../testing/play.ts';

type Nodes = NonNullable<Graph['nodes']>;
type Handoffs = NonNullable<Graph['handoffs']>;
const byModel = { on: 'model' as const };

const graphOf = (
  script: ScriptStep[],
  agent: object = {},
  handoffs: Handoffs = [],
  more: Partial<Graph> = {},
): Graph => ({
  format: 'baton/1',
  id: 'test',
  entry: 'a',
  tools: [{ id: 'sum', type: 'builtin', builtin: 'calculator' }],
  nodes: [
    { id: 'a', kind: 'agent', script, ...agent },
    { id: 'b', kind: 'agent', script: [{ say: 'B: {{ message }}' }] },
    { id: 'c', kind: 'agent', capabilities: ['law'], script: [{ say: 'C.' }] },
  ],
  handoffs,
  ...more,
});
const outputOf = async (graph: Graph) => (await play({ graph, input: 'Hi' })).view.output;

describe('a step of a script', () => {
  it('calls: with args; message: is then the last result', async () => {
    const script = [
      { if: 'message == "3"', say: 'Three.' },
      {
        calls: [
          { tool: 'sum', args: { expression: '1+1' } },
          { tool: 'sum', args: { expression: '1+2' } },
        ],
      },
    ];
    expect(await outputOf(graphOf(script, { tools: ['sum'] }))).toBe('Three.');
  });

  it('message: is the last one alone, though agents that spoke one after the other are one message to a model', async () => {
    const handoffs: Handoffs = [
      { id: 'ac', from: 'a', to: 'c' },
      { id: 'cb', from: 'c', to: 'b' },
    ];
    const { view, log } = await play({ graph: graphOf([{ say: 'A.' }], {}, handoffs), input: 'Hi' });
    expect(view.output).toBe('B: C.');
    const last = of(log, 'model.finished')
      .at(-1)
      ?.request.messages.map((id) => view.messages[id]?.text);
    expect(last).toContain('A.\n\nC.');
  });

  it('handoff: and args: call the tool of the handoff with what is said with it', async () => {
    const handoffs: Handoffs = [{ id: 'ab', from: 'a', to: 'b', trigger: { ...byModel, tool: 'give' } }];
    const { view } = await play({ graph: graphOf([{ handoff: 'b', args: { why: 'x' } }], {}, handoffs), input: 'Hi' });
    expect(view.hops).toMatchObject([{ handoff: 'ab', context: { args: { why: 'x' } } }]);
  });

  it('output: is the structured answer, and confidence: how sure it is', async () => {
    const { view } = await play({
      graph: graphOf([{ output: { n: 1 }, confidence: 0.4 }], { output: { type: 'object' } }),
      input: 'Hi',
    });
    expect(view).toMatchObject({ output: { n: 1 }, visits: [{ confidence: 0.4, text: '{"n":1}' }] });
    const both = graphOf([{ say: 'One.', output: { n: 1 } }], { output: { type: 'object' } });
    expect((await play({ graph: both, input: 'Hi' })).view).toMatchObject({
      output: { n: 1 },
      visits: [{ text: 'One.' }],
    });
  });

  it('needs: asks for each capability in turn', async () => {
    const handoffs: Handoffs = [{ id: 'ac', from: 'a', to: 'c', trigger: { on: 'capability' } }];
    const { view } = await play({ graph: graphOf([{ needs: ['medicine', 'law'] }], {}, handoffs), input: 'Hi' });
    expect(view).toMatchObject({ route: ['a', 'c'], hops: [{ reason: 'it needs law' }] });
  });

  it.each(['model', 'tool', 'timeout', 'limit', 'guardrail', 'refused', 'no-route', 'state'] as const)(
    'fail: with kind: %s is an error of this kind, which an error handoff for its kinds takes on, and no other',
    async (kind) => {
      const others = (['model', 'tool'] as const).filter((one) => one !== kind);
      const handoffs: Handoffs = [
        { id: 'ab', from: 'a', to: 'b', trigger: { on: 'error', kinds: others } },
        { id: 'ac', from: 'a', to: 'c', trigger: { on: 'error', kinds: [kind] } },
      ];
      const { view } = await play({ graph: graphOf([{ fail: { kind, message: 'No.' } }], {}, handoffs), input: 'Hi' });
      expect(view).toMatchObject({ route: ['a', 'c'], hops: [{ reason: `${kind} error: No.` }] });
    },
  );

  it('fail: says of itself that it is a model error which will not pass', async () => {
    const { view, log } = await play({ graph: graphOf([{ fail: {} }]), input: 'Hi' });
    expect(view.error).toMatchObject({ kind: 'model', message: 'the script says that this call fails' });
    expect(of(log, 'node.failed')).toHaveLength(1);
  });

  it('delayMs: waits so long before it says a word', async () => {
    const { log } = await play({ graph: graphOf([{ delayMs: 30, say: 'Now.' }]), input: 'Hi' });
    expect(of(log, 'model.finished')[0]?.ms).toBeGreaterThanOrEqual(25);
  });

  it('say: tells no more of the state than was passed on, and if: sees all of it', async () => {
    const nodes: Nodes = [
      { id: 'a', kind: 'agent', script: [{ say: 'A.' }] },
      { id: 'b', kind: 'agent', script: [{ if: 'state.secret == "hush"', say: '[{{ state.secret }}]' }] },
    ];
    const handoffs: Handoffs = [{ id: 'ab', from: 'a', to: 'b', context: { state: [] } }];
    const state = { secret: { type: 'string', default: 'hush' } };
    expect(await outputOf({ ...graphOf([]), nodes, handoffs, state })).toBe('[]');
  });
});
