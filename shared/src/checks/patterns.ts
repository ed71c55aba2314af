/** Patterns are RE2. Whether one is, only an engine can say: it is handed in, so that a page need not carry it. */
import { nodesIn } from '../expressions/tree.ts';
import type { Problem } from '../graph/problem.ts';
import { problem, type Check, type Survey } from './check.ts';
import { expressionsIn } from './reads.ts';
import { sourcesIn } from './sources.ts';

const longest = 60;

export const patterns: Check = (survey) => {
  const { patternProblem } = survey.facts;
  if (!patternProblem) return [];
  return placesIn(survey).flatMap(({ pattern, path }): Problem[] => {
    const words = patternProblem(pattern);
    if (words === undefined) return [];
    const shown = pattern.length > longest ? `${pattern.slice(0, longest)}…` : pattern;
    const message = `The pattern ${JSON.stringify(shown)} cannot be used: ${words}.${words.includes('RE2') ? '' : ' Patterns are written in RE2 syntax.'}`;
    return [problem('error', 'bad-pattern', path, message)];
  });
};

interface Place {
  pattern: string;
  path: readonly PropertyKey[];
}

function placesIn({ graph, handoffs }: Survey): Place[] {
  const redacted = handoffs.flatMap(({ context }, index) =>
    (context?.redact ?? []).flatMap((rule, at): Place[] =>
      typeof rule === 'string'
        ? []
        : [{ pattern: rule.pattern, path: ['handoffs', index, 'context', 'redact', at, 'pattern'] }],
    ),
  );
  const matched = sourcesIn(graph)
    .filter(({ text }) => text.includes('matches'))
    .flatMap((source) =>
      expressionsIn(source)
        .flatMap(({ tree }) => [...nodesIn(tree)])
        .flatMap((node): Place[] => {
          const [pattern] = node.op === 'rcall' && node.args[0] === 'matches' ? node.args[2] : [];
          return pattern?.op === 'value' && typeof pattern.args === 'string'
            ? [{ pattern: pattern.args, path: source.path }]
            : [];
        }),
    );
  return [...redacted, ...matched];
}
