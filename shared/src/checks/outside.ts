/** What a document names and a server must have: models, secrets, MCP servers. Looked at where the facts are known. */
import { historyOf, modelOf } from '../graph/defaults.ts';
import { nearest } from '../graph/nearest.ts';
import { pointer, type Problem } from '../graph/problem.ts';
import { readsOf } from '../expressions/reads.ts';
import { fixed, problem, sentence, type Check, type Survey } from './check.ts';
import { expressionsIn } from './reads.ts';
import { sourcesIn, type Source } from './sources.ts';

export const outside: Check = (survey) => [...models(survey), ...secrets(survey), ...servers(survey)];

function models({ facts, graph, nodes, handoffs }: Survey): Problem[] {
  const { modelProblem } = facts;
  if (!modelProblem) return [];
  const named = [
    ...nodes.flatMap((node, index): [string, string][] => {
      if (node.kind !== 'agent' && !(node.kind === 'router' && node.classify)) return [];
      // One default that is missing is one problem, however many nodes use it.
      return [
        [modelOf(graph, node), node.model === undefined ? '/defaults/model' : pointer(['nodes', index, 'model'])],
      ];
    }),
    ...nodes.flatMap((node, index) => judges(node, index)),
    ...handoffs.flatMap(({ context }, index): [string, string][] => {
      const rules = historyOf(context);
      const own = typeof rules === 'object' && 'summary' in rules ? rules.model : undefined;
      return own === undefined ? [] : [[own, pointer(['handoffs', index, 'context', 'history', 'model'])]];
    }),
  ];
  const seen = new Set<string>();
  return named.flatMap(([model, path]): Problem[] => {
    const words = seen.has(path) ? undefined : modelProblem(model);
    seen.add(path);
    return words === undefined ? [] : [{ severity: 'error', code: 'unknown-model', path, message: sentence(words) }];
  });
}

function judges(node: Survey['nodes'][number], index: number): [model: string, path: string][] {
  if (node.kind !== 'agent') return [];
  return (['input', 'output'] as const).flatMap((side) =>
    (node.guardrails?.[side] ?? []).flatMap((guardrail, at): [string, string][] =>
      'judge' in guardrail && guardrail.model !== undefined
        ? [[guardrail.model, pointer(['nodes', index, 'guardrails', side, at, 'model'])]]
        : [],
    ),
  );
}

function secrets({ graph, facts }: Survey): Problem[] {
  const known = facts.secrets;
  if (!known) return [];
  return sourcesIn(graph)
    .filter(({ place, text }) => place.at === 'tool' && text.includes('secrets'))
    .flatMap((source) =>
      expressionsIn(source)
        .flatMap(({ tree }) => readsOf(tree))
        .flatMap(([root, name]) => {
          if (root !== 'secrets' || name === undefined || known.has(name)) return [];
          const meant = nearest(name, known);
          const message = `There is no secret "${name}" here${meant ? `; did you mean "${meant}"?` : '; add it in the settings.'}`;
          const fix = meant && renamed(source, name, meant);
          return [problem('warning', 'unknown-secret', source.path, message, fix || undefined)];
        }),
    );
}

function renamed({ text, path }: Source, name: string, meant: string) {
  const value = text.replaceAll(new RegExp(`\\bsecrets\\.${name}\\b`, 'g'), `secrets.${meant}`);
  return value === text ? undefined : fixed(`Change to "${meant}"`, { op: 'replace', path: pointer(path), value });
}

/** A server is named by its address, or by the id under which the operator has configured it. */
function servers({ graph, facts }: Survey): Problem[] {
  const known = facts.servers;
  if (!known) return [];
  return (graph.tools ?? []).flatMap((tool, index) => {
    if (tool.type !== 'mcp' || /^https?:/.test(tool.server) || known.has(tool.server)) return [];
    const path = ['tools', index, 'server'];
    const meant = nearest(tool.server, known);
    const message = `There is no MCP server "${tool.server}" here${meant ? `; did you mean "${meant}"?` : '; an operator can configure one, or name it by its address.'}`;
    const fix = meant && fixed(`Change to "${meant}"`, { op: 'replace', path: pointer(path), value: meant });
    return [problem('error', 'unknown-server', path, message, fix || undefined)];
  });
}
