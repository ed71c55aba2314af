/** What a trigger's form gets; it knows no store, so that every part of the editor can show it. */
import type { Graph, Handoff } from '@baton/shared/graph';
import type { TriggerKind, TriggerOf } from '@baton/shared/triggers';
import type { ToldAt } from '../ui/told.ts';

export interface TriggerFormProps<Kind extends TriggerKind> {
  trigger: TriggerOf<Kind> & { on: Kind };
  handoff: Handoff;
  graph: Graph;
  change: (trigger: TriggerOf<Kind>) => void;
  /** What is wrong with a field of the trigger, such as `/if`. */
  problem: ToldAt;
}
