/** React Flow as its documentation begins it, with Baton's cards: no stores, no checks, no routes, no run. */
import '@baton/editor/src/ui/tokens.css';
import '@baton/editor/src/ui/base.css';
import '@xyflow/react/dist/style.css';
import { Card } from '@baton/editor/src/nodes/Card.tsx';
import { handoffsOf, nodesOf } from '@baton/shared/graph';
import type { Node as GraphNode } from '@baton/shared/nodes';
import {
  Background,
  type Edge,
  Handle,
  MiniMap,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  useEdgesState,
  useNodesState,
} from '@xyflow/react';
import { memo } from 'react';
import { createRoot } from 'react-dom/client';
import { large } from '../graph.ts';

type CardNode = Node<{ node: GraphNode }, 'card'>;
const noSteps: readonly number[] = [];

const NodeCard = memo(function NodeCard({ data: { node }, selected }: NodeProps<CardNode>) {
  return (
    <>
      <Handle type="target" position={Position.Left} />
      <Card
        node={node}
        model="script"
        entry={node.id === large.entry}
        selected={selected}
        problem={undefined}
        status="idle"
        words={undefined}
        visits={0}
        steps={noSteps}
      />
      <Handle type="source" position={Position.Right} />
    </>
  );
});
const nodeTypes = { card: NodeCard };

const cards = nodesOf(large).map((node): CardNode => ({
  id: node.id,
  type: 'card',
  position: node.position ?? { x: 0, y: 0 },
  data: { node },
}));
const lines = handoffsOf(large).map(({ id, from, to, trigger }): Edge => ({
  id,
  source: from,
  target: to,
  label: trigger?.on === 'rule' ? trigger.if : trigger?.on,
}));

function Bare() {
  const [nodes, , onNodesChange] = useNodesState(cards);
  const [edges, , onEdgesChange] = useEdgesState(lines);
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      minZoom={0.05}
      panOnScroll
      onlyRenderVisibleElements
      onInit={(flow) => Object.assign(globalThis, { flow })}
      fitView
    >
      <Background />
      <MiniMap />
    </ReactFlow>
  );
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<Bare />);
