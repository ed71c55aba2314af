/** Which tool is open in its dialog: from the graph's settings, or from an agent that uses it. */
import { addTool, freshTool, type ToolType } from '@baton/shared/graph';
import { create } from 'zustand';
import { useDocument } from '../../document/document.ts';

/** By its place in the graph's list, since its id may be what is changed. */
export const useOpenTool = create<{ index: number | undefined }>(() => ({ index: undefined }));

export const openTool = (index: number | undefined): void => useOpenTool.setState({ index });

/** Adds a tool and opens it. @returns its id. */
export function createTool(type: ToolType): string | undefined {
  const { graph, edit } = useDocument.getState();
  if (!graph) return undefined;
  const tool = freshTool(graph, type);
  edit(`Add the tool ${tool.id}`, (now) => addTool(now, tool));
  openTool(graph.tools?.length ?? 0);
  return tool.id;
}
