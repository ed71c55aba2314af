/** Who gets the next message of a conversation: hardly somebody in the middle of one of several branches. */
import { fixed, problem, type Check, type Survey } from './check.ts';
import { fansOf } from './fans.ts';

export const resume: Check = (survey) => {
  if (survey.graph.resume === 'entry') return [];
  const isAgent = (id: string): boolean => survey.byId.get(id)?.kind === 'agent';
  for (const { branches } of fansOf(survey)) {
    const joins = branches.flatMap((branch) => branch.joins);
    const speaker = branches.flatMap(({ region }) => [...region]).find(isAgent);
    // Whoever speaks behind the join speaks last.
    if (joins.length === 0 || speaker === undefined || behind(survey, joins).some(isAgent)) continue;
    const message = `The next message of a conversation goes to the node that spoke last: that is one in a branch, such as ${survey.nameOf(speaker)}, and the other branches do not begin. Begin every message at the entry.`;
    const fix = fixed('Begin every message at the entry', { op: 'add', path: '/resume', value: 'entry' });
    return [problem('hint', 'resumes-in-branch', ['resume'], message, fix)];
  }
  return [];
};

function behind(survey: Survey, joins: readonly string[]): string[] {
  const seen = new Set(joins);
  // A set is walked in the order in which it grows.
  for (const id of seen) for (const { entry } of survey.handoffsFrom(id)) seen.add(entry.to);
  return [...seen];
}
