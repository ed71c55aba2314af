/** May a node have this id, or a state value this key? */
import { findNode, nodeName } from '../graph/defaults.ts';
import { id as idSchema, stateKey } from '../graph/ids.ts';
import { writerWith } from '../graph/edit/state-key.ts';
import type { Graph } from '../graph/schema.ts';
import { no, type Verdict, yes } from './verdict.ts';

export function mayRename(graph: Graph, id: string, next: string): Verdict {
  const node = findNode(graph, id);
  if (!node) return no(`There is no node "${id}" in this graph.`);
  if (id === next) return yes;
  const fits = idSchema.safeParse(next);
  if (!fits.success) return no(asSentence(fits.error.issues[0]?.message ?? 'This is not an id.'));
  const taken = findNode(graph, next);
  if (!taken) return yes;
  const [name, other] = [nodeName(node), nodeName(taken)];
  return no(
    name === other
      ? `The other node that is called ${name} already has the id "${next}".`
      : `${other} already has the id "${next}".`,
  );
}

export function mayNameState(graph: Graph, next: string, key?: string): Verdict {
  if (key !== undefined && key === next) return yes;
  const fits = stateKey.safeParse(next);
  if (!fits.success) return no(asSentence(fits.error.issues[0]?.message ?? 'This is not a key.'));
  if (Object.hasOwn(graph.state ?? {}, next)) return no(`There already is a state value "${next}".`);
  const writer = key === undefined ? undefined : writerWith(graph, key, next);
  return writer ? no(`The output of ${nodeName(writer)}, which writes it, has a "${next}" already.`) : yes;
}

const asSentence = (words: string): string =>
  `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}${words.endsWith('.') ? '' : '.'}`;
