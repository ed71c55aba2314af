/** A run can come to an end, and does not go round until a limit of the run stops it. */
import { limitOf } from '../graph/defaults.ts';
import { pointer, type Problem } from '../graph/problem.ts';
import { fixed, problem, type Check, type Survey } from './check.ts';
import { groupsOf } from './groups.ts';
import { isCounted, mayEnd } from './ways.ts';
import { isAutomatic } from './stages.ts';

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
  return [...group].every(
    (id) => survey.handoffsFrom(id).every(({ entry }) => group.has(entry.to)) && !mayEnd(survey, id),
  );
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
