/** Failures that do not end the run: in a consultation they answer the call, and a join may go on without the branch. */
import type { Survey } from './check.ts';
import { fansOf } from './fans.ts';
import { reached } from './ways.ts';

const known = new WeakMap<Survey, ReadonlySet<string>>();

export function isCaught(survey: Survey, node: string): boolean {
  const caught = known.get(survey) ?? caughtIn(survey);
  known.set(survey, caught);
  return caught.has(node);
}

function caughtIn(survey: Survey): Set<string> {
  const exposed = reached(survey, [survey.graph.entry], ({ returns }) => !returns);
  const consulted = reached(
    survey,
    survey.handoffs.filter(({ returns }) => returns).map(({ to }) => to),
    ({ returns }) => !returns,
  ).difference(exposed);
  return new Set([...consulted, ...inLenientBranches(survey)]);
}

function inLenientBranches(survey: Survey): string[] {
  return fansOf(survey).flatMap(({ branches }) =>
    branches.flatMap(({ region, joins }) => {
      const all = joins.map((id) => survey.byId.get(id));
      const lenient =
        all.length > 0 && all.every((join) => join?.kind === 'join' && (join.onBranchError ?? 'fail') !== 'fail');
      return lenient ? [...region] : [];
    }),
  );
}
