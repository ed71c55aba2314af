/** Asks an agent for the two ways on that nobody thinks of: when nothing else fires, and when it fails. */
import { addHandoff, freshHandoff, type Graph, handoffsFrom, nodesOf, triggerOf } from '@baton/shared/graph';
import type { Node } from '@baton/shared/nodes';
import { type Trigger, triggerKinds } from '@baton/shared/triggers';
import { Plus } from 'lucide-react';
import { useDocument } from '../../document/document.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { nameOf } from '../names.ts';
import { TargetMenu } from './TargetMenu.tsx';
import styles from './WaysOn.module.css';

interface Way {
  trigger: Trigger;
  words: string;
  /** What happens while there is none. */
  without: string;
}

export function WaysOn({ node, graph }: { node: Node; graph: Graph }) {
  const ways = missingWays(node, graph);
  if (ways.length === 0) return null;
  return (
    <ul className={styles['ways']}>
      {ways.map((way) => (
        <li key={way.trigger.on} className={styles['way']}>
          <Icon name={triggerKinds[way.trigger.on].icon} />
          <span className={styles['words']}>
            {way.words}
            <span className={styles['without']}>{way.without}</span>
          </span>
          <Choice way={way} node={node} graph={graph} />
        </li>
      ))}
    </ul>
  );
}

function Choice({ way, node, graph }: { way: Way; node: Node; graph: Graph }) {
  const edit = useDocument((document) => document.edit);
  const add = (to: string): void =>
    edit(`${way.words}: ${nameOf(graph, to)}`, (now) => addHandoff(now, freshHandoff(now, node.id, to, way.trigger)));
  return (
    <TargetMenu
      from={node}
      graph={graph}
      trigger={
        <Button look="quiet" icon={<Plus size={14} />} aria-label={`${way.words}: hand over to …`}>
          Choose
        </Button>
      }
      onPick={add}
    />
  );
}

/** Only what does work can fail, and only where something may not fire there is an otherwise. */
function missingWays(node: Node, graph: Graph): Way[] {
  const kinds = new Set(handoffsFrom(graph, node.id).map((handoff) => triggerOf(handoff).on));
  const ways: Way[] = [];
  if (kinds.size > 0 && !kinds.has('otherwise') && !kinds.has('always')) {
    const without = node.kind === 'agent' ? 'Now: its answer goes to the user.' : 'Now: the run fails.';
    ways.push({ trigger: { on: 'otherwise' }, words: 'When nothing else fires', without });
  }
  if (!kinds.has('error') && node.kind !== 'join') {
    ways.push({ trigger: { on: 'error' }, words: 'When it fails', without: 'Now: the run fails.' });
  }
  return nodesOf(graph).length > 1 ? ways : [];
}
