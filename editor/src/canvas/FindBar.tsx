/** Search on the canvas: by name, description, what an agent is told, or the words of a handoff. The first is shown at once, Enter goes to the next. */
import { type Graph, handoffsOf, nodeName, nodesOf, notesOf } from '@baton/shared/graph';
import { nodeKinds } from '@baton/shared/nodes';
import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useDocument } from '../document/document.ts';
import { IconButton } from '../ui/Button.tsx';
import { useCanvas } from './control.ts';
import styles from './FindBar.module.css';
import { focusSpot, reveal, selectSpot } from './focus.ts';
import type { Spot } from './walking.ts';
import { handoffWords } from './words.ts';

export function FindBar() {
  const finding = useCanvas((canvas) => canvas.finding);
  return finding ? <OpenFindBar /> : null;
}

function OpenFindBar() {
  const graph = useDocument((document) => document.graph);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(-1);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  if (!graph) return null;
  const found = findIn(graph, typed);
  const go = (index: number, among = found): void => {
    const next = (index + among.length) % among.length;
    const spot = among[next];
    setAt(spot ? next : -1);
    if (!spot) return;
    selectSpot(spot);
    reveal([spot]);
  };
  const close = (): void => {
    useCanvas.setState({ finding: false });
    const spot = found[at];
    if (spot) focusSpot(spot);
  };
  return (
    <search className={styles['bar']} data-cover aria-label="Search on the canvas">
      <Search size={16} aria-hidden />
      <input
        ref={field}
        aria-label="Search on the canvas"
        placeholder="Find a node or a handoff"
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          go(0, findIn(graph, target.value));
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter') go(event.shiftKey ? at - 1 : at + 1);
          else if (event.key === 'ArrowDown') go(at + 1);
          else if (event.key === 'ArrowUp') go(at - 1);
          else if (event.key === 'Escape') close();
          else return;
          event.preventDefault();
        }}
      />
      <output className={styles['count']}>
        {typed.trim() === '' ? '' : found.length === 0 ? 'none' : `${at + 1} of ${found.length}`}
      </output>
      <IconButton
        label="Previous"
        icon={<ChevronUp size={16} />}
        disabled={found.length === 0}
        onClick={() => go(at - 1)}
      />
      <IconButton
        label="Next"
        icon={<ChevronDown size={16} />}
        disabled={found.length === 0}
        onClick={() => go(at + 1)}
      />
      <IconButton label="Close the search" icon={<X size={16} />} onClick={close} />
    </search>
  );
}

/** @returns what contains the words, nodes whose name begins with them first. */
function findIn(graph: Graph, typed: string): Spot[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return [];
  const has = (...texts: (string | undefined)[]): boolean => texts.some((text) => text?.toLowerCase().includes(wanted));
  const nodes = nodesOf(graph).filter((node) => {
    const told = node.kind === 'agent' ? node.instructions : node.kind === 'human' ? node.ask : undefined;
    return has(nodeName(node), node.id, node.description, nodeKinds[node.kind].title, told);
  });
  const begins = (node: (typeof nodes)[number]): number => (nodeName(node).toLowerCase().startsWith(wanted) ? 0 : 1);
  return [
    ...nodes.toSorted((a, b) => begins(a) - begins(b)).map(({ id }): Spot => ({ in: 'node', id })),
    ...handoffsOf(graph)
      .filter((handoff) => has(handoff.id, handoff.label, handoffWords(graph, handoff)))
      .map(({ id }): Spot => ({ in: 'handoff', id })),
    ...notesOf(graph)
      .filter(({ text }) => has(text))
      .map(({ id }): Spot => ({ in: 'note', id })),
  ];
}
