/** Adds a tool of any type, or for a node one that a node can call. */
import { isOneTool, type ToolType } from '@baton/shared/graph';
import { Plus } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { toolTypes } from './types.ts';

interface NewToolProps {
  one?: boolean;
  onCreate: (type: ToolType) => void;
}

export function NewTool({ one = false, onCreate }: NewToolProps) {
  const types = (Object.keys(toolTypes) as ToolType[]).filter((type) => !one || isOneTool({ type }));
  return (
    <Menu
      align="start"
      trigger={
        <Button look="quiet" icon={<Plus size={14} />}>
          New tool
        </Button>
      }
    >
      {types.map((type) => (
        <MenuItem key={type} help={toolTypes[type].help} onSelect={() => onCreate(type)}>
          {toolTypes[type].title}
        </MenuItem>
      ))}
    </Menu>
  );
}
