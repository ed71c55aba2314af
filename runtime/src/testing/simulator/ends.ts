/** Where ways end: what was said in the visits after which no handoff leads on, for whoever waits for an answer. */
import type { StoredEvent } from '@baton/shared/events';
import type { At, Marks } from './knowledge.ts';
import { marksIn } from './marks.ts';
import { localId } from '../../places.ts';

interface Visited {
  /** The innermost consultation, or call of a graph, that it was in. */
  asked: string | undefined;
  said: Set<string>;
  leads: boolean;
}

export class Ends {
  readonly #visits = new Map<string, Visited>();

  hear(event: StoredEvent): void {
    if (!('node' in event) || event.node === undefined) return;
    const key = `${event.node}#${event.visit}`;
    if (event.type === 'node.started' && !this.#visits.has(key))
      this.#visits.set(key, {
        asked: /^(.*-back\d+)\.\d+/.exec(event.branch ?? '')?.[1],
        said: new Set(),
        leads: false,
      });
    const visited = this.#visits.get(key);
    if (!visited) return;
    if (event.type === 'node.finished') visited.said = marksIn([event.output, event.message]);
    if (event.type === 'node.failed') visited.said = marksIn(event.error.message);
    if (event.type === 'handoff.taken' && !event.returns) visited.leads = true;
  }

  /** What was said at the ends of a consultation. */
  of(fan: string): Marks {
    return this.#saidWhere((asked) => asked === fan);
  }

  /** What graphs have said that a visit has called. */
  calledBy({ node, visit, branch }: At): Marks {
    const calls = `${branch === undefined ? '' : `${branch}/`}${localId(node)}-${visit}-back`;
    return this.#saidWhere((asked) => asked.startsWith(calls) && !asked.slice(calls.length).includes('-'));
  }

  #saidWhere(matches: (asked: string) => boolean): Marks {
    const visits = [...this.#visits.values()].filter(
      ({ asked, leads }) => asked !== undefined && !leads && matches(asked),
    );
    return new Set(visits.flatMap(({ said }) => [...said]));
  }
}
