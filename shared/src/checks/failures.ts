/** A node whose work can fail on its own, with no word on what happens then. */
import { nodeName } from '../graph/defaults.ts';
import type { Node } from '../nodes/index.ts';
import { isCaught } from './caught.ts';
import { problem, type Check, type Survey } from './check.ts';
import { stageOf } from './stages.ts';

export const failures: Check = (survey) =>
  survey.nodes.flatMap((node, index) => {
    if (!canFail(survey, node) || isCaught(survey, node.id)) return [];
    if (survey.handoffsFrom(node.id).some(({ entry }) => stageOf(entry) === 'error')) return [];
    const message = `When ${nodeName(node)} fails, the run fails; a handoff on "error" can say where to go then.`;
    return [problem('hint', 'unhandled-error', ['nodes', index], message)];
  });

/** A tool that asks others, or runs code. Inside an agent a tool's failure is told to the model, which deals with it. */
function canFail({ graph }: Survey, node: Node): boolean {
  if (node.kind === 'graph') return true;
  if (node.kind !== 'tool') return false;
  const tool = graph.tools?.find(({ id }) => id === node.tool);
  return tool !== undefined && tool.type !== 'builtin';
}
