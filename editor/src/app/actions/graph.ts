/** What is done with the graph as a whole, as it is on the screen. */
import { CopyPlus, Download } from 'lucide-react';
import { sentence } from '../../api/request.ts';
import { useDocument } from '../../document/document.ts';
import { saveAsFile } from '../../document/file.ts';
import { useGraphs } from '../../home/graphs.ts';
import { navigate, pathTo } from '../../routing/router.ts';
import { toast } from '../../ui/toast.ts';
import type { Action } from './action.ts';

const isOpen = (): boolean => useDocument.getState().graph !== undefined;

export const exportFile: Action = {
  id: 'export-file',
  group: 'Canvas',
  label: () => 'Save as a file',
  icon: Download,
  shortcuts: [],
  enabled: isOpen,
  run() {
    const { graph } = useDocument.getState();
    if (graph) saveAsFile(graph);
  },
};

export const duplicateGraph: Action = {
  id: 'duplicate-graph',
  group: 'Canvas',
  label: () => 'Duplicate the graph',
  icon: CopyPlus,
  shortcuts: [],
  needs: 'edit',
  enabled: isOpen,
  run: () => void duplicate(),
};

/** Goes to the copy; what is unsaved here is saved as it is left. */
async function duplicate(): Promise<void> {
  const { graph } = useDocument.getState();
  if (!graph) return;
  try {
    navigate(pathTo.graph(await useGraphs.getState().addCopy(graph)));
  } catch (error) {
    toast({ text: `The graph was not duplicated. ${sentence(error)}`, tone: 'bad' });
  }
}

export const graphActions = [exportFile, duplicateGraph] as const satisfies readonly Action[];
