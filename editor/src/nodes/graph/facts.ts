/** Which graph is run, in which version. */
import type { FactsOf } from '../facts.ts';

export const graphFacts: FactsOf<'graph'> = ({ graph, version }) => [
  { icon: 'graph', words: graph },
  { words: version === undefined ? 'newest' : `version ${version}` },
];
