/** What a trigger looks at to say whether it fires. */
import type { ErrorKind } from '@baton/shared/nodes';
import type { Graph, Handoff, JsonObject } from '@baton/shared/graph';
import type { Node } from '@baton/shared/nodes';
import type { Values } from '../expressions.ts';
import type { Trigger, TriggerKind, TriggerOf } from '@baton/shared/triggers';

export interface Situation {
  graph: Graph;
  node: Node;
  /** `entry`: before the node works. `exit`: it has finished. `error`: it failed. */
  at: 'entry' | 'exit' | 'error';
  values: Values;
  confidence: number | null;
  /** Handoffs that the node's model asked for, with their arguments, in its order. */
  asked: readonly { handoff: string; args: JsonObject }[];
  error?: { kind: ErrorKind; message: string };
}

export interface Verdict {
  fires: boolean;
  evidence: JsonObject;
}

export interface TriggerRunner<T extends Trigger> {
  /** @returns undefined when the trigger has no say in this situation, such as an exit rule on entry. */
  judge(trigger: T, handoff: Handoff, situation: Situation): Verdict | undefined;
  /** The reason that the handoff's event gives, in words. */
  reason(trigger: T, verdict: Verdict): string;
}

export type TriggerRunners = { [Kind in TriggerKind]: TriggerRunner<TriggerOf<Kind>> };
