/** The same ring as a Baton graph, run by the runtime with all its events. */
import { execute, MemoryStore, type Models } from '@baton/runtime';
import type { Graph } from '@baton/shared/graph';
import { StubModel } from './stub-model.ts';

export function ring(agents: number, handoffs: number): Graph {
  const name = (index: number): string => `agent-${index % agents}`;
  return {
    format: 'baton/1',
    id: 'ring',
    entry: name(0),
    limits: { handoffs: handoffs + 1, visits: handoffs + 1, modelCalls: handoffs + 2, tokens: 1_000_000_000 },
    nodes: Array.from({ length: agents }, (_, index) => ({
      id: name(index),
      kind: 'agent' as const,
      instructions: `You are agent number ${index}. Do your part and hand over.`,
    })),
    handoffs: Array.from({ length: agents }, (_, index) => ({
      id: `handoff-${index}`,
      from: name(index),
      to: name(index + 1),
      trigger: { on: 'model' as const, when: 'Your part is done.' },
      enabled: `hops < ${handoffs}`,
    })),
  };
}

const models: Models = { problem: () => undefined, chat: () => new StubModel({}), cost: () => 0 };

export function baton(graph: Graph, store: MemoryStore) {
  return async (run: string): Promise<number> => {
    store.place(run, run);
    let events = 0;
    for await (const event of execute({
      run,
      thread: run,
      graph,
      version: 1,
      input: 'Please help me.',
      store,
      models,
    })) {
      if (event.type === 'run.failed') throw new Error(event.error.message);
      events++;
    }
    return events;
  };
}
