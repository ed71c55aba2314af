/**
 * Whose turn it is among graphs of which as much is worked on: the one that has waited longest for a turn. It is only
 * about fairness, so it is not stored; after a restart all begin alike.
 */
const graphsKept = 10_000;

export class Turns {
  readonly #last = new Map<string, number>();
  #count = 0;

  /** @param graphs those with less at work first, then those that have waited longer. */
  order(graphs: readonly { graph: string; working: number }[]): string[] {
    const last = (graph: string) => this.#last.get(graph) ?? 0;
    return graphs.toSorted((a, b) => a.working - b.working || last(a.graph) - last(b.graph)).map(({ graph }) => graph);
  }

  take(graph: string): void {
    if (this.#last.size >= graphsKept) this.#last.clear();
    this.#last.set(graph, ++this.#count);
  }
}
