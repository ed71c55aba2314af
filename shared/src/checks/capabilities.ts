/** Capabilities are words that both sides must use: what is needed, asked for, and offered. */
import { nodeName, triggerOf } from '../graph/defaults.ts';
import type { Handoff } from '../graph/handoff.ts';
import { nearest } from '../graph/nearest.ts';
import { pointer, type Problem } from '../graph/problem.ts';
import type { Node, ScriptStep } from '../nodes/index.ts';
import { fixed, problem, type Check, type Survey } from './check.ts';

export const capabilities: Check = (survey) => [
  ...survey.handoffs.flatMap((handoff, index) => needed(survey, handoff, index)),
  ...survey.nodes.flatMap((node, index) => askedFor(survey, node, index)),
];

const offeredBy = (node: Node | undefined): readonly string[] =>
  node?.kind === 'agent' ? (node.capabilities ?? []) : [];

function needed(survey: Survey, handoff: Handoff, index: number): Problem[] {
  const trigger = triggerOf(handoff);
  const target = survey.byId.get(handoff.to);
  if (trigger.on !== 'capability' || !target) return [];
  const has = offeredBy(target);
  const name = nodeName(target);
  if (!trigger.needs?.length) {
    if (has.length > 0) return [];
    const message = `${name} names no capabilities, so that nobody can need them; name them there, or say here what is needed.`;
    return [problem('warning', 'no-capability', ['handoffs', index, 'trigger'], message)];
  }
  if (target.kind !== 'agent') return [];
  return trigger.needs.flatMap((need, at) => {
    if (has.includes(need)) return [];
    const path = ['handoffs', index, 'trigger', 'needs', at];
    const meant = nearest(need, has);
    const message = `${name} does not name "${need}" among its capabilities${meant ? `; did you mean "${meant}"?` : '; add it there, or ask for another.'}`;
    if (meant)
      return [
        problem(
          'warning',
          'unknown-capability',
          path,
          message,
          fixed(`Change to "${meant}"`, { op: 'replace', path: pointer(path), value: meant }),
        ),
      ];
    const all = pointer(['nodes', survey.nodes.indexOf(target), 'capabilities']);
    const add = target.capabilities
      ? ({ op: 'add', path: `${all}/-`, value: need } as const)
      : ({ op: 'add', path: all, value: [need] } as const);
    return [problem('warning', 'unknown-capability', path, message, fixed(`Add it to ${name}`, add))];
  });
}

/** What a script asks for, as a model would, is offered by some handoff of the node. */
function askedFor(survey: Survey, node: Node, index: number): Problem[] {
  if (node.kind !== 'agent' || !node.script) return [];
  const offered = survey.handoffsFrom(node.id).flatMap(({ entry }) => {
    const trigger = triggerOf(entry);
    if (trigger.on !== 'capability') return [];
    return trigger.needs?.length ? trigger.needs : offeredBy(survey.byId.get(entry.to));
  });
  return node.script.flatMap((step, at) => {
    const missing = needsOf(step).filter((need) => !offered.includes(need));
    return missing.map((need) => {
      const meant = nearest(need, offered);
      const message = `No handoff of ${nodeName(node)} offers "${need}"${meant ? `; did you mean "${meant}"?` : '; draw one with the trigger "capability" to an agent that can do it.'}`;
      const path = [
        'nodes',
        index,
        'script',
        at,
        'needs',
        ...(Array.isArray(step.needs) ? [step.needs.indexOf(need)] : []),
      ];
      const fix = meant && fixed(`Change to "${meant}"`, { op: 'replace', path: pointer(path), value: meant });
      return problem('warning', 'unknown-capability', path, message, fix || undefined);
    });
  });
}

const needsOf = ({ needs = [] }: ScriptStep): readonly string[] => (typeof needs === 'string' ? [needs] : needs);
