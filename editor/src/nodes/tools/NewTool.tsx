/** Adds a tool of any type. */
import type { ToolType } from '@baton/shared/graph';
import { Plus } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { toolTypes } from './types.ts';

export function NewTool({ onCreate }: { onCreate: (type: ToolType) => void }) {
  return (
    <Menu
      align="start"
      trigger={
        <Button look="quiet" icon={<Plus size={14} />}>
          New tool
        </Button>
      }
    >
      {(Object.keys(toolTypes) as ToolType[]).map((type) => (
        <MenuItem key={type} help={toolTypes[type].help} onSelect={() => onCreate(type)}>
          {toolTypes[type].title}
        </MenuItem>
      ))}
    </Menu>
  );
}
