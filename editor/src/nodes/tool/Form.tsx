/** A tool node: which tool, and an expression for each of its arguments. */
import { isObject, patched } from '@baton/shared/graph';
import { useState } from 'react';
import { ExpressionField } from '../../triggers/ExpressionField.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import type { NodeFormProps } from '../form.ts';
import styles from '../form.module.css';
import { IntoField } from '../IntoField.tsx';

export function ToolForm({ node, graph, change, problem }: NodeFormProps<'tool'>) {
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
      <SelectField
        label="Tool"
        help={
          tool?.description ??
          (tools.length === 0 ? 'This graph has no tools yet; add some in the graph’s settings.' : undefined)
        }
        error={problem('/tool')}
        value={node.tool}
        choices={tools.map(({ id }) => ({ value: id, label: id }))}
        onChange={(id) => change({ tool: id })}
      />
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
