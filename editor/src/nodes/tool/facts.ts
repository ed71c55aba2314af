/** Which tool is called, and where its result goes. */
import type { Fact, FactsOf } from '../facts.ts';

export const toolFacts: FactsOf<'tool'> = ({ tool, into }) => {
  const facts: Fact[] = [{ icon: 'tools', words: tool, title: `Calls ${tool}` }];
  if (into !== undefined) facts.push({ words: `→ ${into}`, title: `Its result goes into state.${into}` });
  return facts;
};
