/**
 * The handoffs that an agent's model is offered as tools: one for each handoff that the model decides on, and one to
 * ask for a capability that the agent lacks. Knows which call means which handoff, and what is wrong with a call.
 */
import type { OfferedTool, ToolCall } from '@baton/shared/events';
import {
  capabilityTool,
  findNode,
  nodeName,
  transferToolOf,
  triggerOf,
  validateJson,
  type Handoff,
  type JsonObject,
} from '@baton/shared/graph';
import { isEnabled } from '../triggers/index.ts';
import { needsOf } from '../triggers/capability.ts';
import type { Visit } from '../visit.ts';

export interface Offer {
  tool: OfferedTool;
  /** The handoff that a call with these arguments asks for. */
  handoffFor(args: JsonObject): Handoff | undefined;
}

/** Only handoffs that are enabled and not used up are offered. */
export function offers(visit: Visit): Offer[] {
  const values = visit.values();
  const open = visit.handoffs.filter(
    (handoff) =>
      !(visit.packet.passedOver ?? []).includes(handoff.id) &&
      visit.run.ledger.taken(visit.placeOf(handoff.id)) < (handoff.limit ?? Infinity) &&
      isEnabled(handoff, { graph: visit.graph, node: visit.node, values }),
  );
  const transfers = open
    .filter((handoff) => triggerOf(handoff).on === 'model')
    .map((handoff) => transferOffer(visit, handoff));
  const capable = open.filter((handoff) => triggerOf(handoff).on === 'capability');
  return [...transfers, ...capabilityOffer(visit, capable)];
}

function transferOffer(visit: Visit, handoff: Handoff): Offer {
  const trigger = triggerOf(handoff);
  const to = findNode(visit.graph, handoff.to);
  const when = trigger.on === 'model' ? (trigger.when ?? to?.description ?? '') : '';
  const tool: OfferedTool = {
    name: transferToolOf(handoff),
    description:
      `${handoff.returns ? 'Ask' : 'Hand the conversation over to'} ${to ? nodeName(to) : handoff.to}${handoff.returns ? ', who answers you' : ''}. ${when}`.trim(),
    parameters: (trigger.on === 'model' ? trigger.args : undefined) ?? { type: 'object', properties: {} },
  };
  return { tool, handoffFor: () => handoff };
}

function capabilityOffer(visit: Visit, handoffs: readonly Handoff[]): Offer[] {
  const capabilities = [...new Set(handoffs.flatMap((handoff) => needsOf(visit.graph, handoff)))];
  if (capabilities.length === 0) return [];
  const tool: OfferedTool = {
    name: capabilityTool,
    description: 'Say that the task needs something which you cannot do yourself; whoever can takes it over.',
    parameters: {
      type: 'object',
      properties: {
        capability: { type: 'string', enum: capabilities },
        reason: { type: 'string', description: 'Why the task needs it, in one sentence.' },
      },
      required: ['capability'],
    },
  };
  const handoffFor = ({ capability }: JsonObject) =>
    handoffs.find((handoff) => needsOf(visit.graph, handoff).some((need) => need === capability));
  return [{ tool, handoffFor }];
}

/** @returns what to tell the model about a call that it may not make, or undefined when it may. */
export function problemOf(
  call: ToolCall,
  written: { args: JsonObject | undefined; written: string } | undefined,
  offered: readonly Offer[],
  tools: readonly string[],
): string | undefined {
  if (written?.args === undefined)
    return `The arguments of ${call.tool} are not JSON: ${written?.written ?? ''}. Send them again as one JSON object.`;
  const offer = offered.find((one) => one.tool.name === call.tool);
  if (!offer) {
    if (tools.includes(call.tool)) return undefined;
    const names = [...tools, ...offered.map((one) => one.tool.name)];
    return `There is no tool "${call.tool}". ${names.length > 0 ? `Yours are ${names.join(', ')}.` : 'You have none; answer in words.'}`;
  }
  const misfits = validateJson(offer.tool.parameters, call.args);
  if (misfits.length === 0) return undefined;
  return `The arguments of ${call.tool} do not fit: ${misfits.map((one) => `${one.path || '/'} ${one.message}`).join('; ')}. Call it again.`;
}
