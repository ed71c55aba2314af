/** A run can come to an end, and does not go round until a limit of the run stops it. */
import type { Handoff } from '../graph/handoff.ts';
import { limitOf, triggerOf } from '../graph/defaults.ts';
import { pointer, type Problem } from '../graph/problem.ts';
import { fixed, problem, type Check, type Survey } from './check.ts';
import { groupsOf } from './groups.ts';
import { isAutomatic, isSure } from './sure.ts';

const suggestedLimit = 3;

export const ending: Check = (survey) => {
  const ids = survey.nodes.map((node) => node.id);
  const closed = groupsOf(ids, (id) => survey.handoffsFrom(id).map(({ entry }) => entry.to)).filter((group) =>
    hasNoWayOut(survey, new Set(group)),
  );
  const inClosed = new Set(closed.flat());
  const rounds = groupsOf(ids, (id) => roundsOn(survey, id)).filter((group) => !group.some((id) => inClosed.has(id)));
  return [...closed.map((group) => noWayOut(survey, group)), ...rounds.flatMap((group) => unbounded(survey, group))];
};

/** Every node of the group always hands on, and only to the group. */
function hasNoWayOut(survey: Survey, group: ReadonlySet<string>): boolean {
  return [...group].every((id) => {
    const handoffs = survey.handoffsFrom(id).map(({ entry }) => entry);
    return handoffs.every((handoff) => group.has(handoff.to)) && !mayEnd(survey, id, handoffs);
  });
}

/** An agent whose handoffs do not fire has answered; any other node with handoffs has failed. */
function mayEnd(survey: Survey, id: string, handoffs: readonly Handoff[]): boolean {
  if (handoffs.length === 0) return true;
  return survey.byId.get(id)?.kind === 'agent' && !handoffs.some(isSure);
}

function noWayOut(survey: Survey, group: readonly string[]): Problem {
  const first = survey.nodes.findIndex((node) => group.includes(node.id));
  const names = inOrder(survey, group);
  const message = `From ${names} no way leads to an end, so that every run goes round until a limit stops it; let one of them hand off elsewhere, or not always.`;
  return problem('warning', 'no-way-out', ['nodes', first], message);
}

/** Where control goes from a node by itself with nothing that counts the rounds; a person in the way bounds them. */
function roundsOn(survey: Survey, id: string): string[] {
  const kind = survey.byId.get(id)?.kind;
  if (kind === undefined || kind === 'human') return [];
  return survey
    .handoffsFrom(id)
    .map(({ entry }) => entry)
    .filter((handoff) => isAutomatic(handoff) && !isCounted(handoff))
    .map((handoff) => handoff.to);
}

function isCounted(handoff: Handoff): boolean {
  const trigger = triggerOf(handoff);
  const conditions = [handoff.enabled ?? '', trigger.on === 'rule' ? trigger.if : ''];
  return handoff.limit !== undefined || conditions.some((source) => /\b(visits|hops)\b/.test(source));
}

function unbounded(survey: Survey, group: readonly string[]): Problem[] {
  const members = new Set(group);
  const index = survey.handoffs.findLastIndex(
    (handoff) => members.has(handoff.from) && members.has(handoff.to) && isAutomatic(handoff) && !isCounted(handoff),
  );
  if (index < 0) return [];
  const message = `${inOrder(survey, group)} can go round until the run's limit of ${limitOf(survey.graph, 'visits')} visits ends it as failed; set "limit" on this handoff, and say where to go then.`;
  const limit = { op: 'add', path: pointer(['handoffs', index, 'limit']), value: suggestedLimit } as const;
  return [
    problem(
      'warning',
      'unbounded-cycle',
      ['handoffs', index],
      message,
      fixed(`At most ${suggestedLimit} times`, limit),
    ),
  ];
}

function inOrder(survey: Survey, group: readonly string[]): string {
  const names = survey.nodes.filter((node) => group.includes(node.id)).map((node) => survey.nameOf(node.id));
  return names.length > 4 ? `${names.slice(0, 4).join(' → ')} → …` : names.join(' → ');
}
