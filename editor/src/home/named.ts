/** A graph under a name of its own, and an id that is made of it. */
import { freeId, type Graph, idFrom } from '@baton/shared/graph';

const idFor = (name: string): string => idFrom(name, 'graph');

export const named = (graph: Graph, name: string): Graph => ({ ...graph, id: idFor(name), name });

/** @param others the graphs that there are. @returns the id that a new one of this name gets. */
export const idOf = (name: string, others: readonly { id: string }[]): string =>
  freeId(
    idFor(name),
    others.map(({ id }) => id),
  );
