/** Lets what is known of a run follow its nodes and handoffs when the graph changes their ids. */
import { type Graph, handoffsOf, newNames, type NewNames, nodesOf } from '@baton/shared/graph';
import { useLayoutEffect, useRef } from 'react';
import { followed, nowOf, type Renamed } from './renamed.ts';
import { useRun } from './runStore.ts';

export function useRenamed(graph: Graph): void {
  const before = useRef(graph);
  useLayoutEffect(() => {
    const was = before.current;
    before.current = graph;
    if (was.id === graph.id) follow(was, graph);
  }, [graph]);
}

function follow(before: Graph, after: Graph): void {
  const next: Renamed = {
    nodes: newNames(nodesOf(before), nodesOf(after)),
    handoffs: newNames(handoffsOf(before), handoffsOf(after)),
  };
  if (next.nodes.size + next.handoffs.size === 0) return;
  useRun.setState(({ renamed, nodes, handoffs, flights }) => ({
    renamed: {
      nodes: followed(renamed.nodes, next.nodes),
      handoffs: followed(renamed.handoffs, next.handoffs),
    },
    nodes: byNow(nodes, next.nodes),
    handoffs: byNow(handoffs, next.handoffs),
    flights: flights.map((flight) => ({ ...flight, handoff: nowOf(next.handoffs, flight.handoff) })),
  }));
}

const byNow = <Value>(map: ReadonlyMap<string, Value>, names: NewNames): ReadonlyMap<string, Value> =>
  new Map([...map].map(([id, value]) => [nowOf(names, id), value]));
