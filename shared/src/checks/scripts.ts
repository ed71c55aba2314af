/** A script plays a model: what it calls and where it hands off must be offered to that model, and each step must get its turn. */
import { nodeName, triggerOf } from '../graph/defaults.ts';
import { nearest } from '../graph/nearest.ts';
import { pointer, pointerKeys, type Problem } from '../graph/problem.ts';
import { judgeJson } from '../graph/validate.ts';
import type { Node, NodeOf, ScriptStep } from '../nodes/index.ts';
import { fixed, problem, type Check, type Survey } from './check.ts';

type Path = readonly PropertyKey[];

export const scripts: Check = (survey) =>
  survey.nodes.flatMap((node, index) => {
    if ((node.kind !== 'agent' && node.kind !== 'router') || !node.script) return [];
    const { script } = node;
    return [
      ...script.flatMap((step, at) => inStep(survey, node, step, ['nodes', index, 'script', at])),
      ...unplayed(node, script, index),
    ];
  });

/** A step that holds whatever is said, each time: those after it never get their turn. */
function unplayed(node: Node, script: readonly ScriptStep[], index: number): Problem[] {
  const last = script.findIndex((step) => step.if === undefined && !step.once);
  if (last < 0) return [];
  return script.slice(last + 1).map((_step, at) => {
    const place = last + 1 + at;
    const message = `This step of ${nodeName(node)}'s script is never played: step ${last + 1} has no condition, and comes first; move it to the end.`;
    return problem('warning', 'never-played', ['nodes', index, 'script', place], message);
  });
}

function inStep(survey: Survey, node: Node, step: ScriptStep, path: Path): Problem[] {
  if (node.kind === 'router') return noLabel(node, step, path);
  if (node.kind !== 'agent') return [];
  const name = nodeName(node);
  const targets = survey
    .handoffsFrom(node.id)
    .flatMap(({ entry }) => (triggerOf(entry).on === 'model' ? [entry.to] : []));
  const asked = step.handoff === undefined ? [] : [step.handoff].flat();
  const handoffs = asked.flatMap((to, at) => {
    if (targets.includes(to)) return [];
    const place = [...path, 'handoff', ...(Array.isArray(step.handoff) ? [at] : [])];
    return misnamed(
      place,
      to,
      targets,
      `The script hands off to "${to}", and ${name} has no handoff there that a model can choose`,
    );
  });
  const tools = node.tools ?? [];
  const calls = (step.calls ?? []).flatMap(({ tool }, at) => {
    // An MCP server's tools have names of their own.
    const offered =
      tools.includes(tool) ||
      tools.some((id) => survey.graph.tools?.some((one) => one.id === id && one.type === 'mcp'));
    return offered
      ? []
      : misnamed(
          [...path, 'calls', at, 'tool'],
          tool,
          tools,
          `The script calls "${tool}", and that is no tool of ${name}`,
        );
  });
  return [...handoffs, ...calls, ...unfit(survey, node, step, path)];
}

/** What an agent with an output schema answers is held to it, and asked for again: a script would say the same again. */
function unfit(
  { fuel }: Survey,
  node: NodeOf<'agent'>,
  { calls, handoff, needs, fail, say = '', output }: ScriptStep,
  path: Path,
): Problem[] {
  if (!node.output || calls || handoff !== undefined || needs !== undefined || fail) return [];
  const name = nodeName(node);
  const words = output === undefined;
  // What a template comes to is not known before it runs.
  if (words && say.includes('{{')) return [];
  const value = words ? parsed(say) : output;
  const at = [...path, words ? 'say' : 'output'];
  if (value === undefined) {
    const message = `The script says words, and ${name} must answer with its output; give the step an "output".`;
    return [problem('warning', 'script-misfit', at, message)];
  }
  const judged = judgeJson(node.output, value, fuel);
  return ('misfits' in judged ? judged.misfits : []).map((misfit) => {
    const message = `The script's answer does not fit the output of ${name}: ${[misfit.path, misfit.message].filter(Boolean).join(' ')}.`;
    return problem('warning', 'script-misfit', words ? at : [...at, ...pointerKeys(misfit.path)], message);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function misnamed(path: readonly PropertyKey[], name: string, known: readonly string[], said: string): Problem[] {
  const meant = nearest(name, known);
  const fix = meant && fixed(`Change to "${meant}"`, { op: 'replace', path: pointer(path), value: meant });
  const message = `${said}; ${meant ? `did you mean "${meant}"?` : 'the call would be answered with an error.'}`;
  return [problem('warning', 'script-misfit', path, message, fix || undefined)];
}

function noLabel(node: Node, { output }: ScriptStep, path: Path): Problem[] {
  if (node.kind !== 'router' || !node.classify || typeof output !== 'string') return [];
  const labels = node.classify.labels.map((label) => label.name);
  if (labels.some((label) => label.toLowerCase() === output.trim().toLowerCase())) return [];
  return misnamed(
    [...path, 'output'],
    output,
    labels,
    `The script decides for "${output}", and that is no label of ${nodeName(node)}`,
  );
}
