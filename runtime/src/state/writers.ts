/**
 * Who has replaced which state value in a step of the run. Tasks of one step run in parallel, so a second one that
 * replaces the same value would win or lose by chance: it is an error that names both.
 */
import { nodeName, pointerKeys, type Graph, type Merge } from '@baton/shared/graph';
import type { Node } from '@baton/shared/nodes';
import { NodeError } from '../errors.ts';
import type { Packet } from '../packet.ts';
import type { Observed } from '../ledger.ts';

interface Writing {
  graph: Graph;
  node: Node;
  packet: Packet;
}

interface Writer {
  step: number;
  place: string;
  name: string;
}

const mergeOf = (graph: Graph, key: string): Merge => graph.state?.[key]?.merge ?? 'replace';
const placeOf = (node: string, visit: number, branch?: string): string => `${node}#${visit}@${branch ?? ''}`;

export class Writers {
  /** By scope and key. */
  readonly #last = new Map<string, Writer>();

  /** @throws NodeError of kind `state` when another node has replaced one of these values in this step. */
  claim({ graph, node, packet }: Writing, step: number, keys: readonly string[]): void {
    const place = placeOf(packet.node, packet.visit, packet.forks.at(-1)?.branch);
    for (const key of keys.filter((one) => mergeOf(graph, one) === 'replace')) {
      const slot = `${packet.scope ?? ''}/${key}`;
      const before = this.#last.get(slot);
      if (before && before.step === step && before.place !== place)
        throw new NodeError(
          'state',
          `${before.name} and ${nodeName(node)} have both written the state value "${key}" in the same step. Give it another "merge" (append, deep, sum), or let one of them write it.`,
        );
      this.#last.set(slot, { step, place, name: nodeName(node) });
    }
  }

  /** What an earlier process has written in a step that is gone on with. */
  observe(event: Observed): void {
    if (event.type !== 'state.changed' || event.step === undefined || event.node === undefined) return;
    const { step, node, visit = 1, branch } = event;
    for (const { path } of event.changes) {
      const [key] = pointerKeys(path);
      const slot = `${event.scope ?? ''}/${key ?? ''}`;
      this.#last.set(slot, { step, place: placeOf(node, visit, branch), name: node });
    }
  }
}
