/** What travels from the palette to the canvas, and as what the browser carries it. */
import { isObject, type NodeStart } from '@baton/shared/graph';
import { type NodeKind, nodeKinds } from '@baton/shared/nodes';

/** As what a new node would begin, in JSON. */
const nodeDragType = 'application/baton-node';
/** The id of a tool, which an agent can be given. */
const toolDragType = 'application/baton-tool';

export interface Dragged {
  start?: NodeStart | undefined;
  tool?: string | undefined;
}

export function carry(transfer: DataTransfer, { start, tool }: Dragged): void {
  transfer.effectAllowed = 'copy';
  if (start) transfer.setData(nodeDragType, JSON.stringify(start));
  if (tool !== undefined) transfer.setData(toolDragType, tool);
}

/** While something is dragged only its types are known. */
export const carries = ({ types }: DataTransfer) => ({
  node: types.includes(nodeDragType),
  tool: types.includes(toolDragType),
});

/** @returns nothing of what is not ours: it may come from another page. */
export function carried(transfer: DataTransfer): Dragged {
  return { start: startFrom(transfer.getData(nodeDragType)), tool: transfer.getData(toolDragType) || undefined };
}

function startFrom(text: string): NodeStart | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value) || typeof value['kind'] !== 'string' || !isKind(value['kind'])) return undefined;
  const own = ['name', 'tool', 'graph'].flatMap((key) => {
    const field = isObject(value) ? value[key] : undefined;
    return typeof field === 'string' ? [[key, field] as const] : [];
  });
  return { kind: value['kind'], ...Object.fromEntries(own) };
}

const isKind = (kind: string): kind is NodeKind => Object.hasOwn(nodeKinds, kind);
