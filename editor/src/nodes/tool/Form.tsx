/** A tool node: which tool, one of the graph's or made on the spot, and an expression for each of its arguments. */
import { isObject, isOneTool, patched } from '@baton/shared/graph';
import { useState } from 'react';
import { ExpressionField } from '../../triggers/ExpressionField.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import type { NodeFormProps } from '../form.ts';
import styles from '../form.module.css';
import { IntoField } from '../IntoField.tsx';
import { NewTool } from '../tools/NewTool.tsx';

export function ToolForm({ node, graph, tools: access, change, problem }: NodeFormProps<'tool'>) {
  const tools = graph.tools ?? [];
  const tool = tools.find(({ id }) => id === node.tool);
  const properties = tool?.args?.['properties'];
  const names = [
    ...new Set([...(isObject(properties) ? Object.keys(properties) : []), ...Object.keys(node.args ?? {})]),
  ];
  const setArg = (name: string, source: string): void => {
    const args = patched(node.args ?? {}, { [name]: source || undefined });
    change({ args: Object.keys(args).length > 0 ? args : undefined });
  };
  return (
    <div className={styles['fields']}>
      <div className={styles['extended']}>
        <SelectField
          label="Tool"
          help={tool?.description}
          error={problem('/tool')}
          value={tools.length === 0 ? '' : node.tool}
          choices={tools.filter((one) => one === tool || isOneTool(one)).map(({ id }) => ({ value: id, label: id }))}
          onChange={(id) => change({ tool: id })}
        />
        <NewTool
          one
          onCreate={(type) => {
            const created = access.create(type);
            if (created !== undefined) change({ tool: created });
          }}
        />
      </div>
      {names.map((name) => (
        <ExpressionField
          key={name}
          label={name}
          graph={graph}
          place={{ at: 'template', node: node.id }}
          error={problem(`/args/${name}`)}
          placeholder="state.order.id"
          value={node.args?.[name] ?? ''}
          onChange={(source) => setArg(name, source)}
        />
      ))}
      <NewArgument taken={names} onAdd={(name) => setArg(name, 'input')} />
      <IntoField graph={graph} value={node.into} error={problem('/into')} onChange={(into) => change({ into })} />
    </div>
  );
}

function NewArgument({ taken, onAdd }: { taken: readonly string[]; onAdd: (name: string) => void }) {
  const [name, setName] = useState('');
  const add = (): void => {
    if (name.trim() !== '' && !taken.includes(name.trim())) onAdd(name.trim());
    setName('');
  };
  return (
    <div className={styles['row']}>
      <TextField
        label="Another argument"
        mono
        placeholder="name"
        value={name}
        onChange={setName}
        onKeyDown={(event) => event.key === 'Enter' && add()}
      />
      <Button disabled={name.trim() === ''} onClick={add}>
        Add
      </Button>
    </div>
  );
}
