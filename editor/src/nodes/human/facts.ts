/** What a person is asked for, and who. */
import type { Fact, FactsOf } from '../facts.ts';

const answers = { text: 'answers in words', approval: 'approves or refuses', takeover: 'takes over' } as const;

/** In the largest unit that says it exactly. */
function timeWords(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

export const humanFacts: FactsOf<'human'> = ({ answer = 'text', assignee, timeoutSeconds }) => {
  const facts: Fact[] = [{ words: typeof answer === 'string' ? answers[answer] : 'fills in a form' }];
  if (assignee !== undefined) facts.push({ icon: 'person', words: assignee, title: `Asked: ${assignee}` });
  if (timeoutSeconds !== undefined) facts.push({ words: `within ${timeWords(timeoutSeconds)}` });
  return facts;
};
