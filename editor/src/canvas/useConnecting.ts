/** Pulling a handoff out of a card: onto a card connects, onto nothing adds the next node there, Esc does neither. */
import { mayConnect } from '@baton/shared/rules';
import type { Connection, OnConnect, OnConnectEnd, OnConnectStart } from '@xyflow/react';
import { type RefObject, useMemo } from 'react';
import { useDocument } from '../document/document.ts';
import { addConnected, connect } from './gestures.ts';
import type { HandoffEdgeType } from './flow.ts';
import type { Flow } from './view.ts';

/** So far a pull is a slip of the hand, not a wish for a node. */
const slip = 40;

export interface Connecting {
  onConnectStart: OnConnectStart;
  onConnect: OnConnect;
  onConnectEnd: OnConnectEnd;
  isValidConnection: (connection: Connection | HandoffEdgeType) => boolean;
}

/** @param canvas carries `data-connecting` meanwhile, so that cards show that they can be dropped on without being drawn anew. */
export function useConnecting(flow: Flow, canvas: RefObject<HTMLElement | null>): Connecting {
  return useMemo(
    () => ({
      onConnectStart: () => canvas.current?.setAttribute('data-connecting', ''),
      onConnect: ({ source, target }) => connect(source, target),
      onConnectEnd(event, { from, fromNode, toNode }) {
        canvas.current?.removeAttribute('data-connecting');
        const onPane = event.target instanceof Element && event.target.classList.contains('react-flow__pane');
        if (!from || !fromNode || toNode || !onPane) return;
        const end = flow.screenToFlowPosition(pointOf(event));
        if (Math.hypot(end.x - from.x, end.y - from.y) > slip) addConnected(fromNode.id, end);
      },
      isValidConnection({ source, target }) {
        const { graph } = useDocument.getState();
        return graph !== undefined && mayConnect(graph, source, target).ok;
      },
    }),
    [flow, canvas],
  );
}

function pointOf(event: MouseEvent | TouchEvent): { x: number; y: number } {
  const at = 'clientX' in event ? event : event.changedTouches[0];
  return { x: at?.clientX ?? 0, y: at?.clientY ?? 0 };
}
