/** What nearly has a problem, and has none: a check that says too much is turned off by its readers. */
import type { Graph } from '../../../graph/schema.ts';

export interface Near {
  code: string;
  why: string;
  graph: Graph;
}

// Parts of several of them.
export const person = { id: 'p', kind: 'human' } as const;
export const meeting = { id: 'j', kind: 'join' } as const;
export const model = { on: 'model' } as const;
export const rule = (source: string) => ({ on: 'rule', if: source }) as const;
export const orders = { id: 'orders', type: 'http', url: 'https://example.com' } as const;
