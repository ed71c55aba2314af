/** An agent's model, tools and capabilities. */
import { counted, type Fact, type FactsOf, modelFact } from '../facts.ts';

export const agentFacts: FactsOf<'agent'> = ({ tools = [], output, capabilities = [] }, { model }) => {
  const facts: Fact[] = [modelFact(model)];
  const [tool] = tools;
  if (tool !== undefined) {
    const words = tools.length === 1 ? tool : counted(tools.length, 'tool');
    facts.push({ icon: 'tools', words, title: `Tools: ${tools.join(', ')}` });
  }
  if (output) facts.push({ words: 'structured', title: 'Answers in a form of its own' });
  if (capabilities.length > 0)
    facts.push({ words: counted(capabilities.length, 'skill'), title: capabilities.join(', ') });
  return facts;
};
