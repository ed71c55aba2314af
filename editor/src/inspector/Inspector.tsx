/** What is selected, as a form; the graph's own settings when nothing is. */
import { findHandoff, findNode } from '@baton/shared/graph';
import type { ReactNode } from 'react';
import { useDocument } from '../document/document.ts';
import { useSelection } from '../document/selection.ts';
import { ShownProblems } from '../ui/ShownProblems.tsx';
import { GraphSettings } from './graph/GraphSettings.tsx';
import { HandoffInspector } from './handoff/HandoffInspector.tsx';
import styles from './Inspector.module.css';
import { LastRunProvider } from './LastRunProvider.tsx';
import { Many } from './Many.tsx';
import { ToolDialog } from './tools/ToolDialog.tsx';
import { NodeInspector } from './node/NodeInspector.tsx';

/** @param props.arranging what can be done with several things at once. */
export function Inspector({ arranging }: { arranging?: ReactNode }) {
  const graph = useDocument((document) => document.graph);
  const nodes = useSelection((selection) => selection.nodes);
  const handoffs = useSelection((selection) => selection.handoffs);
  const notes = useSelection((selection) => selection.notes);
  const chosen = useSelection((selection) => selection.chosen);
  if (!graph) return null;
  const many = nodes.length + handoffs.length + notes.length > 1;
  const node = !many && nodes[0] ? findNode(graph, nodes[0]) : undefined;
  const handoff = !many && handoffs[0] ? findHandoff(graph, handoffs[0]) : undefined;
  return (
    <LastRunProvider graph={graph}>
      <div className={styles['inspector']} data-undo="document">
        <ShownProblems>
          {node ? (
            <NodeInspector key={chosen} node={node} graph={graph} />
          ) : handoff ? (
            <HandoffInspector key={chosen} handoff={handoff} graph={graph} />
          ) : many ? (
            <Many graph={graph} nodes={nodes} handoffs={handoffs} notes={notes}>
              {arranging}
            </Many>
          ) : (
            <GraphSettings graph={graph} />
          )}
        </ShownProblems>
        <ToolDialog graph={graph} />
      </div>
    </LastRunProvider>
  );
}
