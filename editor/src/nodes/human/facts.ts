/** What a person is asked for, and who. */
import type { Fact, FactsOf } from '../facts.ts';

const answers = {
  text: { words: 'in words', title: 'Answers in words' },
  approval: { words: 'yes or no', title: 'Approves or refuses' },
  takeover: { words: 'takes over', title: 'Takes over the conversation' },
} as const satisfies Record<string, Fact>;

/** In the largest unit that says it exactly. */
function timeWords(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

export const humanFacts: FactsOf<'human'> = ({ answer = 'text', assignee, timeoutSeconds }) => {
  const facts: Fact[] = [typeof answer === 'string' ? answers[answer] : { words: 'a form', title: 'Fills in a form' }];
  if (assignee !== undefined) facts.push({ icon: 'person', words: assignee, title: `Asked: ${assignee}` });
  if (timeoutSeconds !== undefined) facts.push({ words: `within ${timeWords(timeoutSeconds)}` });
  return facts;
};
