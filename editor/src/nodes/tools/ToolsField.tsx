/** The tools that an agent may call: taken by name from the graph's, opened, or made on the spot. */
import type { Graph } from '@baton/shared/graph';
import { SquarePen } from 'lucide-react';
import { useId } from 'react';
import { IconButton } from '../../ui/Button.tsx';
import { FieldNote } from '../../ui/FieldNote.tsx';
import { nothing, useReadOnly } from '../../ui/readOnly.ts';
import type { Told } from '../../ui/told.ts';
import type { ToolAccess } from '../form.ts';
import { NewTool } from './NewTool.tsx';
import styles from './ToolsField.module.css';
import { toolWords } from './types.ts';

interface ToolsFieldProps {
  graph: Graph;
  values: readonly string[];
  onChange: (tools: string[]) => void;
  access: ToolAccess;
  error: Told | undefined;
}

export function ToolsField({ graph, values, onChange, access, error }: ToolsFieldProps) {
  const id = useId();
  const readOnly = useReadOnly();
  const known = graph.tools ?? [];
  // Who may not take another one looks for those that are taken.
  const shown = readOnly ? known.filter((tool) => values.includes(tool.id)) : known;
  const gone = values.filter((value) => !known.some((tool) => tool.id === value));
  const take = (tool: string, taken: boolean): void =>
    onChange(taken ? [...values, tool] : values.filter((value) => value !== tool));
  return (
    <fieldset className={styles['tools']} aria-describedby={error ? id : undefined}>
      <legend className={styles['legend']}>Tools</legend>
      {readOnly && shown.length + gone.length === 0 && nothing}
      {shown.length + gone.length > 0 && (
        <ul className={styles['list']}>
          {shown.map((tool) => (
            <li key={tool.id} className={styles['tool']}>
              <label className={styles['choice']}>
                <input
                  type="checkbox"
                  checked={values.includes(tool.id)}
                  onChange={(event) => take(tool.id, event.target.checked)}
                />
                <span className={styles['words']}>
                  {tool.id}
                  <span className={styles['help']}>{toolWords(tool)}</span>
                </span>
              </label>
              <IconButton
                label={`Open the tool ${tool.id}`}
                icon={<SquarePen size={14} />}
                onClick={() => access.open(tool.id)}
              />
            </li>
          ))}
          {gone.map((tool) => (
            <li key={tool} className={styles['tool']}>
              <label className={styles['choice']}>
                <input type="checkbox" checked onChange={() => take(tool, false)} />
                <span className={styles['words']}>
                  {tool}
                  <span className={styles['help']}>not in this graph</span>
                </span>
              </label>
            </li>
          ))}
        </ul>
      )}
      {error && <FieldNote id={id} told={error} />}
      <NewTool
        onCreate={(type) => {
          const created = access.create(type);
          if (created !== undefined) take(created, true);
        }}
      />
    </fieldset>
  );
}
