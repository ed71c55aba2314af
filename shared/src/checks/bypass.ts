/** A handoff that a person must allow, and another one that leads to the same place without: it is taken when they refuse. */
import { triggerOf } from '../graph/defaults.ts';
import { needsApproval, type Handoff } from '../graph/handoff.ts';
import { pointer } from '../graph/problem.ts';
import { all, isImpossible } from '../logic/index.ts';
import { fixed, problem, type Check, type Placed, type Survey } from './check.ts';
import { guardOf } from './guards.ts';
import { queuesOf, stageOf } from './stages.ts';

export const bypass: Check = (survey) =>
  survey.nodes.flatMap((node) => {
    if (node.route === 'all') return [];
    const handoffs = survey.handoffsFrom(node.id);
    const allowed = handoffs.filter(({ entry }) => needsApproval(entry));
    return allowed.flatMap((first) => {
      const second = handoffs.find((one) => goesPast(survey, first, one, handoffs));
      if (!second) return [];
      const path = ['handoffs', second.index];
      const message = `When a person refuses ${survey.wordsOf(first.entry)}, this one leads to ${survey.nameOf(first.entry.to)} all the same. Let a person allow it too, lead it elsewhere, or narrow its condition.`;
      const value = first.entry.approval;
      const fix = fixed('Let a person allow it too', { op: 'add', path: pointer([...path, 'approval']), value });
      return [problem('warning', 'approval-bypassed', path, message, fix)];
    });
  });

/** Whether it leads to the same place, asks nobody, and may have its turn after the other was refused. */
function goesPast(
  survey: Survey,
  first: Placed<Handoff>,
  second: Placed<Handoff>,
  handoffs: readonly Placed<Handoff>[],
): boolean {
  const [a, b] = [first.entry, second.entry];
  if (a === b || a.to !== b.to || needsApproval(b) || b.returns !== a.returns) return false;
  // A model that was refused is asked again; then what it leads to without a model has its turn.
  if (stageOf(a) === 'model')
    return stageOf(b) === 'model' || triggerOf(b).on === 'always' || stageOf(b) === 'otherwise';
  const queue = queuesOf(handoffs).find((one) => one.includes(first));
  if (!queue || queue.indexOf(second) < queue.indexOf(first)) return false;
  return mayBothBeTrue(survey, a, b);
}

/** `otherwise` is true whenever its turn comes. */
function mayBothBeTrue(survey: Survey, a: Handoff, b: Handoff): boolean {
  if (stageOf(b) === 'otherwise') return true;
  const [one, other] = [guardOf(survey, a), guardOf(survey, b)];
  return !one || !other || !isImpossible(all(one.isTrue, other.isTrue));
}
