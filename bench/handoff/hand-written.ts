/**
 * The baseline: a ring of agents as an engineer would write it straight on LangGraph. Each agent is a node that asks
 * its model with one transfer tool, adds the answer and the tool's result to the messages, and goes on by `Command`.
 */
import { AIMessage, HumanMessage, SystemMessage, ToolMessage } from '@langchain/core/messages';
import {
  Annotation,
  Command,
  END,
  MessagesAnnotation,
  START,
  StateGraph,
  type LangGraphRunnableConfig,
} from '@langchain/langgraph';
import type { BatonSaver } from '@baton/runtime';
import { StubModel } from './stub-model.ts';

const State = Annotation.Root({
  ...MessagesAnnotation.spec,
  hops: Annotation<number>({ reducer: (a, b) => a + b, default: () => 0 }),
});

const agentName = (index: number): string => `agent-${index}`;

export function handWritten(agents: number, handoffs: number, checkpointer: BatonSaver) {
  const model = new StubModel({});
  const builder = new StateGraph(State);
  for (let index = 0; index < agents; index++) {
    const next = agentName((index + 1) % agents);
    const tool = {
      type: 'function',
      function: {
        name: `transfer_to_${next}`,
        description: `Hand over to ${next}.`,
        parameters: { type: 'object', properties: {} },
      },
    };
    const system = new SystemMessage(`You are agent number ${index}. Do your part and hand over.`);
    const agent = async (state: typeof State.State, config: LangGraphRunnableConfig) => {
      if (state.hops >= handoffs) {
        const answer = await model.invoke([system, ...state.messages], config);
        return new Command({ update: { messages: [answer] }, goto: END });
      }
      const answer = await model.bindTools([tool]).invoke([system, ...state.messages], config);
      const [call] = (answer as AIMessage).tool_calls ?? [];
      const result = new ToolMessage({
        content: `Handed over to ${next}.`,
        tool_call_id: call?.id ?? '',
        name: call?.name ?? '',
      });
      return new Command({ update: { messages: [answer, result], hops: 1 }, goto: next });
    };
    builder.addNode(agentName(index), agent as never, { ends: [next, END] });
  }
  builder.addEdge(START, agentName(0) as never);
  const app = builder.compile({ checkpointer });
  return async (thread: string): Promise<number> => {
    const config = { configurable: { thread_id: thread }, durability: 'sync' as const, recursionLimit: 100_000 };
    const input = { messages: [new HumanMessage('Please help me.')] };
    let events = 0;
    for await (const event of await app.stream(input, { ...config, streamMode: ['messages', 'updates'] }))
      events += event.length;
    return events;
  };
}
