/** CEL with its types checked against the graph while it is typed, and what it can use at hand. */
import { compileCondition, compileExpression, scopeOf, type ScopePlace, typeText } from '@baton/shared/expressions';
import type { Graph } from '@baton/shared/graph';
import { Braces } from 'lucide-react';
import { useState } from 'react';
import type { FieldProps } from '../ui/Field.tsx';
import { IconButton } from '../ui/Button.tsx';
import { Popover } from '../ui/Popover.tsx';
import { TextField } from '../ui/TextField.tsx';
import styles from './ExpressionField.module.css';

export interface ExpressionFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  graph: Graph;
  /** Where in the graph it stands, which says what it sees. */
  place: ScopePlace;
  /** It has to be true or false. */
  condition?: boolean;
  placeholder?: string;
}

export function ExpressionField({
  value,
  onChange,
  graph,
  place,
  condition = false,
  error,
  ...field
}: ExpressionFieldProps) {
  const reason = value.trim() === '' ? undefined : expressionProblem(value, graph, place, condition);
  return (
    <TextField
      {...field}
      mono
      rows={2}
      value={value}
      error={reason ?? error}
      aside={<Variables graph={graph} place={place} onChoose={(name) => onChange(joined(value, name))} />}
      onChange={onChange}
    />
  );
}

/** @returns what is wrong with an expression, as a sentence that points to the place in it. */
function expressionProblem(source: string, graph: Graph, place: ScopePlace, condition: boolean): string | undefined {
  const scope = scopeOf(graph, place);
  const compiled = condition ? compileCondition(source, scope) : compileExpression(source, scope);
  const first = compiled.ok ? undefined : compiled.errors[0];
  if (!first) return undefined;
  const whole = first.start === 0 && first.end >= source.length;
  return whole ? first.message : `${first.message} (at ${first.start + 1})`;
}

const joined = (text: string, name: string): string =>
  text === '' || /[\s(.]$/.test(text) ? text + name : `${text} ${name}`;

function Variables({ graph, place, onChoose }: { graph: Graph; place: ScopePlace; onChoose: (name: string) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label="What can be used here"
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton className={styles['open']} label="What can be used here" icon={<Braces size={14} />} />}
    >
      {open && (
        <ul className={styles['list']}>
          {variablesOf(graph, place).map(({ name, type }) => (
            <li key={name}>
              <button
                type="button"
                className={styles['variable']}
                onClick={() => {
                  onChoose(name);
                  setOpen(false);
                }}
              >
                <code>{name}</code>
                <span className={styles['type']}>{type}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}

/** The variables of a place, with the fields of `state` and `output` on lines of their own. */
function variablesOf(graph: Graph, place: ScopePlace): { name: string; type: string }[] {
  return [...scopeOf(graph, place).variables].flatMap(([name, type]) => {
    if (type.kind !== 'object' || type.fields.size === 0) return [{ name, type: typeText(type) }];
    return [...type.fields].map(([field, of]) => ({ name: `${name}.${field}`, type: typeText(of) }));
  });
}
