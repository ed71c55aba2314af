/** A graph as a file, written as git would want it. */
import { writeGraph } from '@baton/shared/graph';
import { readGraph } from '../api/graphs.ts';

export async function download(id: string): Promise<void> {
  const { graph } = await readGraph(id);
  const url = URL.createObjectURL(new Blob([writeGraph(graph)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${id}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
