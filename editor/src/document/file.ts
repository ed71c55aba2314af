/** A graph as a file, written as git would want it. */
import { type Graph, writeGraph } from '@baton/shared/graph';
import { offerFile } from '../ui/offerFile.ts';

export const saveAsFile = (graph: Graph): void =>
  offerFile(new Blob([writeGraph(graph)], { type: 'application/json' }), `${graph.id}.json`);
