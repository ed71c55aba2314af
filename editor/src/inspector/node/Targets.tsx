/** Entries of a menu: the nodes that a node may hand over to, looked up when the menu is opened. */
import { type Graph, nodeName, nodesOf } from '@baton/shared/graph';
import { type Node, nodeKinds } from '@baton/shared/nodes';
import { mayConnect } from '@baton/shared/rules';
import { Icon } from '../../ui/Icon.tsx';
import { MenuItem } from '../../ui/Menu.tsx';

interface TargetsProps {
  from: Node;
  graph: Graph;
  onPick: (to: string) => void;
  /** Whether it may hand over to itself. */
  itself?: boolean;
}

export function Targets({ from, graph, onPick, itself = false }: TargetsProps) {
  return nodesOf(graph)
    .filter(({ id }) => (itself || id !== from.id) && mayConnect(graph, from.id, id).ok)
    .map((target) => (
      <MenuItem key={target.id} icon={<Icon name={nodeKinds[target.kind].icon} />} onSelect={() => onPick(target.id)}>
        {target.id === from.id ? `${nodeName(target)} (itself)` : nodeName(target)}
      </MenuItem>
    ));
}
