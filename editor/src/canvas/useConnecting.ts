/** Pulling a handoff out of a card: onto a card connects, onto nothing asks what comes next there, Esc does neither. */
import { mayConnect } from '@baton/shared/rules';
import { type Connection, type OnConnect, type OnConnectEnd, type OnConnectStart, useStoreApi } from '@xyflow/react';
import { type RefObject, useMemo, useRef } from 'react';
import { useDocument } from '../document/document.ts';
import { connect } from './adding.ts';
import { useCanvas } from './control.ts';
import type { HandoffEdgeType } from './flow.ts';
import type { Flow } from './view.ts';

/** So far a pull is a slip of the hand, not a wish for a node. */
const slip = 40;

interface Connecting {
  handlers: {
    onConnectStart: OnConnectStart;
    onConnect: OnConnect;
    onConnectEnd: OnConnectEnd;
    isValidConnection: (connection: Connection | HandoffEdgeType) => boolean;
  };
  /** @returns whether there was a pull to call off. */
  cancelConnecting: () => boolean;
}

/** @param canvas carries `data-connecting` meanwhile, so that cards show that they can be dropped on without being drawn anew. */
export function useConnecting(flow: Flow, canvas: RefObject<HTMLElement | null>): Connecting {
  const store = useStoreApi();
  const state = useRef<'none' | 'pulling' | 'cancelled'>('none');
  return useMemo(
    () => ({
      handlers: {
        onConnectStart() {
          state.current = 'pulling';
          canvas.current?.setAttribute('data-connecting', '');
        },
        onConnect({ source, target }) {
          if (state.current === 'pulling') connect(source, target);
        },
        onConnectEnd(event, { from, fromNode, toNode, isValid }) {
          const cancelled = state.current === 'cancelled';
          state.current = 'none';
          canvas.current?.removeAttribute('data-connecting');
          if (cancelled || !from || !fromNode) return;
          // Says why not.
          if (toNode && isValid === false) return connect(fromNode.id, toNode.id);
          if (toNode || !isFree(event.target)) return;
          const screen = pointOf(event);
          const at = flow.screenToFlowPosition(screen);
          if (Math.hypot(at.x - from.x, at.y - from.y) <= slip) return;
          useCanvas.setState({ picker: { to: 'hand-over', from: fromNode.id, at, screen } });
        },
        isValidConnection({ source, target }) {
          const { graph } = useDocument.getState();
          return graph !== undefined && mayConnect(graph, source, target).ok;
        },
      },
      cancelConnecting() {
        if (state.current !== 'pulling') return false;
        state.current = 'cancelled';
        canvas.current?.removeAttribute('data-connecting');
        store.getState().cancelConnection();
        return true;
      },
    }),
    [flow, canvas, store],
  );
}

/** The canvas where no card is: notes, lines and labels leave room for one. */
const isFree = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('.react-flow__renderer') !== null &&
  target.closest('.react-flow__node-card') === null;

function pointOf(event: MouseEvent | TouchEvent): { x: number; y: number } {
  const at = 'clientX' in event ? event : event.changedTouches[0];
  return { x: at?.clientX ?? 0, y: at?.clientY ?? 0 };
}
