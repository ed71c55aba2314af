/** A limit of n allows n. */
import { defaultMaxSteps, limitOf } from '@baton/shared/graph';
import { of } from '../play.ts';
import { handoffAt, nodeAt } from './documents.ts';
import { isWide, place, type Law } from './law.ts';

export const keepsLimits: Law = function* ({ log }, documents) {
  const { graph } = documents;
  const taken = of(log, 'handoff.taken');
  // A handoff on `error` is not counted by the limit that caused it.
  const counted = taken.filter(({ context }) => context.evidence['limit'] !== 'handoffs');
  if (counted.length > limitOf(graph, 'handoffs')) yield `${counted.length} handoffs`;
  for (const [id, list] of Map.groupBy(taken, (event) => event.handoff)) {
    const { limit = Infinity, each } = handoffAt(documents, id, list[0]?.from ?? '') ?? {};
    // Along `each` it is taken once, however many items there are.
    const times = each === undefined ? list.length : new Set(list.map((event) => `${event.node}#${event.visit}`)).size;
    if (times > limit) yield `${id} was taken ${times} times, and may be ${limit} times`;
  }
  const depths = taken.map(({ branch = '' }) => branch.split('-back').length - 1);
  if (Math.max(0, ...depths) > limitOf(graph, 'depth')) yield `consultations are ${Math.max(...depths)} deep`;
  // The answer with which a run closes that has used up its calls is beyond them.
  const calls = of(log, 'model.finished').filter(({ closes }) => closes === undefined);
  if (calls.length > limitOf(graph, 'modelCalls')) yield `${calls.length} model calls`;
  const before = calls.slice(0, -1).reduce((sum, { tokens }) => sum + tokens.input + tokens.output, 0);
  if (calls.length > 1 && before >= limitOf(graph, 'tokens') && !isWide(log))
    yield `${before} tokens were used up, and a model was called`;
  // Who is consulted on the breach of a limit brings the node that breached it back to its work; once in a run.
  const caught = taken.filter(({ context, returns }) => returns && context.evidence['limit'] === 'visits').map(place);
  if (new Set(caught).size > 1) yield `the limit of visits was breached more than once: ${caught.join()}`;
  const late = of(log, 'node.finished')
    .filter((event) => event.visit > limitOf(graph, 'visits'))
    .filter((event) => !caught.includes(place(event)));
  if (late.length > 0) yield `${late.map(place).join(', ')} finished`;
  for (const [at, list] of Map.groupBy(calls, place)) {
    const node = nodeAt(documents, list[0]?.node ?? '');
    const steps = list.filter((event) => event.request.tools.length > 0 || event.step !== undefined).length;
    if (node?.kind === 'agent' && steps > (node.maxSteps ?? defaultMaxSteps)) yield `${steps} steps in ${at}`;
  }
};
