/** Other places that name a node: results that a handoff passes on, and what scenarios say and expect. */
import { unknown, type Check } from './check.ts';

export const references: Check = ({ graph, handoffs, byId }) => {
  const results = handoffs.flatMap(({ context }, index) =>
    (context?.results ?? []).flatMap((node, at) =>
      byId.has(node) ? [] : [unknown('node', node, byId.keys(), ['handoffs', index, 'context', 'results', at])],
    ),
  );
  return [...results, ...(graph.scenarios ?? []).flatMap((scenario, index) => inScenario(index, scenario))];

  function inScenario(index: number, { answers, expect }: NonNullable<typeof graph.scenarios>[number]) {
    const at = (...path: PropertyKey[]) => ['scenarios', index, ...path];
    const ids = new Set(handoffs.map((handoff) => handoff.id));
    return [
      ...Object.keys(answers ?? {})
        .filter((node) => !byId.has(node))
        .map((node) => unknownKey(node, at('answers', node))),
      ...(expect?.route ?? []).flatMap((node, step) =>
        byId.has(node) ? [] : [unknown('node', node, byId.keys(), at('expect', 'route', step), 'warning')],
      ),
      ...(expect?.handoffs ?? []).flatMap((id, step) =>
        ids.has(id) ? [] : [unknown('handoff', id, ids, at('expect', 'handoffs', step), 'warning')],
      ),
    ];
  }

  /** The name is a key here, so that changing the value would repair nothing. */
  function unknownKey(node: string, path: readonly PropertyKey[]) {
    const { fix: _, ...found } = unknown('node', node, byId.keys(), path, 'warning');
    return found;
  }
};
