/** Runs another graph as one step. That graph knows what it is told, and nothing else of the conversation. */
import { nodeName } from '@baton/shared/graph';
import type { GraphNode } from '@baton/shared/nodes';
import { NodeError } from '../errors.ts';
import { render } from '../expressions.ts';
import { graphKey } from '../places.ts';
import type { Visit } from '../visit.ts';
import type { Outcome } from './runner.ts';

export async function runGraph(node: GraphNode, visit: Visit): Promise<Outcome> {
  const [result] = visit.packet.results ?? [];
  if (visit.packet.phase !== 'back' || !result) {
    const told = render(node.input ?? '{{ input }}', visit.graph, node, visit.templateValues(), {
      at: 'template',
      what: 'its input',
    });
    const input = told.trim() || visit.context.brief || visit.context.reason;
    return { calls: [{ graph: graphKey(node), input, path: visit.id }], then: visit.next('back') };
  }
  const { output, text, error } = result;
  if (error) throw new NodeError(error.kind, `${nodeName(node)} failed: ${error.message}`);
  if (node.into) visit.write({ [node.into]: output });
  const words = text || (typeof output === 'string' ? output : JSON.stringify(output));
  visit.say<'assistant'>({ role: 'assistant', node: visit.id, text: words });
  return { done: { output, text: words, confidence: null, asked: [], speaks: true } };
}
