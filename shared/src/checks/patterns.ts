/** Patterns are RE2. Whether one is, only an engine can say: it is handed in, so that a page need not carry it. */
import { nodesIn } from '../expressions/tree.ts';
import { patternLimits } from '../expressions/patterns.ts';
import { isObject } from '../graph/json.ts';
import type { Problem } from '../graph/problem.ts';
import { writtenOut } from '../patterns/written-out.ts';
import { problem, type Check, type Survey } from './check.ts';
import { expressionsIn } from './reads.ts';
import { schemasIn } from './schemas.ts';
import { sourcesIn } from './sources.ts';

const longest = 60;
/** Together, with their repetitions written out: to compile them takes about half a second. */
const most = 50_000;

export const patterns: Check = (survey) => {
  const { patternProblem } = survey.facts;
  if (!patternProblem) return [];
  let left = most;
  const known = new Map<string, string | undefined>();
  const wordsOf = (pattern: string): string | undefined => {
    if (!known.has(pattern)) {
      left -= Math.min(writtenOut(pattern), pattern.length + patternLimits.size);
      known.set(pattern, left < 0 ? 'the patterns of this graph are too many' : patternProblem(pattern));
    }
    return known.get(pattern);
  };
  return placesIn(survey).flatMap(({ pattern, path }): Problem[] => {
    const words = wordsOf(pattern);
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

function placesIn(survey: Survey): Place[] {
  const { graph, handoffs } = survey;
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
  return [...redacted, ...matched, ...schemasIn(survey).flatMap(inSchema)];
}

function inSchema({ schema, path }: ReturnType<typeof schemasIn>[number]): Place[] {
  if (!isObject(schema)) return [];
  const { pattern, patternProperties: named } = schema;
  return [
    ...(typeof pattern === 'string' ? [{ pattern, path: [...path, 'pattern'] }] : []),
    ...(isObject(named) ? Object.keys(named) : []).map((key) => ({
      pattern: key,
      path: [...path, 'patternProperties', key],
    })),
  ];
}
