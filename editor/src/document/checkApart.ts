/** Runs the checks in a worker, which is made when it is first asked and then kept; where there can be none, in the page. */
import type { Graph, Problem } from '@baton/shared/graph';

let worker: Worker | undefined;
let broken = !('Worker' in globalThis);

/** One at a time: the next is asked for once the last has been answered. */
export async function checkApart(graph: Graph): Promise<readonly Problem[]> {
  if (!broken) {
    try {
      worker ??= new Worker(new URL('./check.worker.ts', import.meta.url), { type: 'module' });
      return await answerOf(worker, graph);
    } catch {
      broken = true;
      worker?.terminate();
    }
  }
  const { check } = await import('./check.ts');
  return check(graph);
}

async function answerOf(from: Worker, graph: Graph): Promise<readonly Problem[]> {
  const over = new AbortController();
  try {
    return await new Promise((resolve, reject) => {
      from.addEventListener('message', ({ data }) => resolve(data), { signal: over.signal });
      from.addEventListener('error', ({ message }) => reject(new Error(message)), { signal: over.signal });
      from.postMessage(graph, []);
    });
  } finally {
    over.abort();
  }
}
