/** The nodes that a node may hand over to, behind one button: a menu while they are few, and searched when they are many. */
import { type Graph, nodeName, nodesOf } from '@baton/shared/graph';
import { type Node, nodeKinds } from '@baton/shared/nodes';
import { mayConnect } from '@baton/shared/rules';
import { type ReactNode, useMemo } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { isLong, SearchMenu } from '../../ui/SearchMenu.tsx';

interface TargetMenuProps {
  from: Node;
  graph: Graph;
  trigger: ReactNode;
  align?: 'start' | 'end';
  onPick: (to: string) => void;
  /** Whether it may hand over to itself. */
  itself?: boolean;
}

export function TargetMenu({ from, graph, trigger, align = 'end', onPick, itself = false }: TargetMenuProps) {
  const targets = useMemo(
    () =>
      nodesOf(graph)
        .filter(({ id }) => (itself || id !== from.id) && mayConnect(graph, from.id, id).ok)
        .map((node) => ({
          key: node.id,
          title: node.id === from.id ? `${nodeName(node)} (itself)` : nodeName(node),
          help: node.description,
          icon: <Icon name={nodeKinds[node.kind].icon} />,
        })),
    [graph, from.id, itself],
  );
  if (isLong(targets.length))
    return (
      <SearchMenu
        label="Hand over to"
        trigger={trigger}
        align={align}
        choices={targets}
        onChoose={({ key }) => onPick(key)}
      />
    );
  return (
    <Menu trigger={trigger} align={align}>
      {targets.map(({ key, title, icon }) => (
        <MenuItem key={key} icon={icon} onSelect={() => onPick(key)}>
          {title}
        </MenuItem>
      ))}
    </Menu>
  );
}
