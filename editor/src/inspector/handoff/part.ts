/** What every part of a handoff's form gets. */
import type { Graph, Handoff, HandoffPatch } from '@baton/shared/graph';
import type { ToldAt } from '../../ui/told.ts';

export interface HandoffPartProps {
  handoff: Handoff;
  graph: Graph;
  /** @param field edits of one field in a row are one step of undo. */
  change: (patch: HandoffPatch, field?: string) => void;
  /** What is wrong with a field of the handoff, such as `/trigger/if`. */
  problem: ToldAt;
}
