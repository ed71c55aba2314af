/** What stands in the test panel before anything was typed there: what was kept for the graph, else what its scenarios say. */
import { isObject, type Graph } from '@baton/shared/graph';
import { recall, remember } from '../ui/remembered.ts';

export interface FirstMessage {
  message: string;
  /** Other messages worth trying, which take other routes. */
  alternatives: readonly string[];
}

export function keepMessage(graph: string, message: FirstMessage): void {
  remember(`message:${graph}`, JSON.stringify(message));
}

/** Scenarios travel with a graph, so that it has something to say in any browser. */
function fromScenarios({ scenarios = [] }: Pick<Graph, 'scenarios'>): FirstMessage {
  const [message = '', ...alternatives] = new Set(scenarios.flatMap(({ say }) => say.slice(0, 1)));
  return { message, alternatives };
}

export function firstMessage({ id: graph, scenarios }: Pick<Graph, 'id' | 'scenarios'>): FirstMessage {
  const none = fromScenarios({ scenarios });
  try {
    const value: unknown = JSON.parse(recall(`message:${graph}`) ?? 'null');
    if (!isObject(value) || typeof value['message'] !== 'string') return none;
    const alternatives = Array.isArray(value['alternatives']) ? value['alternatives'] : [];
    return { message: value['message'], alternatives: alternatives.filter((entry) => typeof entry === 'string') };
  } catch {
    return none;
  }
}
