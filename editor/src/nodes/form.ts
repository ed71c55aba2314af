/** What a node kind's form gets; it knows no store, so that every part of the editor can show it. */
import type { Graph, ToolType } from '@baton/shared/graph';
import type { NodeKind, NodeOf } from '@baton/shared/nodes';
import type { ToldAt } from '../ui/told.ts';

export interface ToolAccess {
  open: (id: string) => void;
  /** @returns the id of the new tool, which is then open. */
  create: (type: ToolType) => string | undefined;
}

export interface NodeFormProps<Kind extends NodeKind> {
  node: NodeOf<Kind> & { kind: Kind };
  graph: Graph;
  /** The graph's tools, which are made and edited elsewhere. */
  tools: ToolAccess;
  /** New values; undefined takes a field away. */
  change: (patch: Partial<NodeOf<Kind>>) => void;
  /** What is wrong with a field of the node, such as `/model`. */
  problem: ToldAt;
}
