import type { Graph } from '@baton/shared/graph';
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeServer } from '../api/fake-server.ts';
import { useDocument } from '../document/document.ts';
import type { CardProps } from '../nodes/Card.tsx';
import { chargedTwice, recorded } from '../run/recording.ts';
import { nothingRun, show, useRun } from '../run/runStore.ts';
import { TooltipProvider } from '../ui/Tooltip.tsx';
import { Canvas } from './Canvas.tsx';

/** How often each card was drawn. */
const drawn = new Map<string, number>();
vi.mock('../nodes/Card.tsx', async (load) => {
  const real = await load<typeof import('../nodes/Card.tsx')>();
  return {
    ...real,
    Card(props: CardProps) {
      drawn.set(props.node.id, (drawn.get(props.node.id) ?? 0) + 1);
      return real.Card(props);
    },
  };
});

const graph: Graph = {
  format: 'baton/1',
  id: 'customer-service',
  entry: 'triage',
  nodes: ['triage', 'billing', 'returns', 'technical'].map((id, index) => ({
    id,
    kind: 'agent' as const,
    position: { x: index * 400, y: 0 },
  })),
  handoffs: ['billing', 'returns', 'technical'].map((to) => ({ id: `triage-${to}`, from: 'triage', to })),
};

beforeEach(async () => {
  localStorage.clear();
  fakeServer(graph);
  await useDocument.getState().open(graph.id);
  render(<Canvas />, { wrapper: TooltipProvider });
});
afterEach(() => {
  cleanup();
  useDocument.getState().close();
  useRun.setState(nothingRun);
  vi.unstubAllGlobals();
});

const card = (name: RegExp): HTMLElement => screen.getByRole('group', { name });

describe('the canvas', () => {
  it('calls every card by its name, kind and status', () => {
    expect(card(/^triage Agent, start$/)).toBeTruthy();
    act(() => show(recorded(chargedTwice)));
    expect(card(/^billing Agent, done, step 2$/)).toBeTruthy();
  });

  it('draws only the card again that a run has changed', () => {
    const log = recorded(chargedTwice);
    const words = log.findIndex((event) => event.type === 'model.delta');
    act(() => show(log.slice(0, words)));
    drawn.clear();
    for (const event of log.slice(words, words + 5)) act(() => show([event]));
    expect(Object.fromEntries(drawn)).toEqual({ triage: 5 });
  });

  it('draws only the card again that an edit has changed', () => {
    drawn.clear();
    act(() =>
      useDocument.getState().edit('Rename', (now) => ({
        ...now,
        nodes: (now.nodes ?? []).map((node) => (node.id === 'returns' ? { ...node, name: 'Refunds' } : node)),
      })),
    );
    expect(Object.fromEntries(drawn)).toEqual({ returns: 1 });
  });

  it('numbers the route when the run is over, and not before', () => {
    const log = recorded(chargedTwice);
    act(() => show(log.slice(0, -1)));
    expect(card(/^billing/).textContent).not.toContain('2');
    act(() => show(log.slice(-1)));
    expect(card(/^triage/).textContent).toContain('1');
    expect(card(/^billing/).textContent).toContain('2');
  });
});
