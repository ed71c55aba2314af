/** What is selected, as a form; the graph's own settings when nothing is. */
import { findHandoff, findNode } from '@baton/shared/graph';
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

export function Inspector() {
  const graph = useDocument((document) => document.graph);
  const nodes = useSelection((selection) => selection.nodes);
  const handoffs = useSelection((selection) => selection.handoffs);
  if (!graph) return null;
  const node = nodes.length === 1 && handoffs.length === 0 && nodes[0] ? findNode(graph, nodes[0]) : undefined;
  const handoff =
    handoffs.length === 1 && nodes.length === 0 && handoffs[0] ? findHandoff(graph, handoffs[0]) : undefined;
  return (
    <LastRunProvider graph={graph}>
      <div className={styles['inspector']} data-undo="document">
        <ShownProblems>
          {node ? (
            <NodeInspector key={node.id} node={node} graph={graph} />
          ) : handoff ? (
            <HandoffInspector key={handoff.id} handoff={handoff} graph={graph} />
          ) : nodes.length + handoffs.length > 1 ? (
            <Many graph={graph} nodes={nodes} handoffs={handoffs} />
          ) : (
            <GraphSettings graph={graph} />
          )}
        </ShownProblems>
        <ToolDialog graph={graph} />
      </div>
    </LastRunProvider>
  );
}
