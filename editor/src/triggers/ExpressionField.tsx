/** CEL, completed and checked against the graph while it is typed, with what it gives over the last run. */
import {
  compileCondition,
  compileExpression,
  completionsAt,
  type Compiled,
  scopeOf,
  type ScopePlace,
} from '@baton/shared/expressions';
import type { Graph } from '@baton/shared/graph';
import { CodeArea } from '../ui/CodeArea.tsx';
import { Field, type FieldProps } from '../ui/Field.tsx';
import type { Mark } from '../ui/marks.ts';
import { Outcome } from './Outcome.tsx';
import { Variables } from './Variables.tsx';

export interface ExpressionFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  graph: Graph;
  /** Where in the graph it stands, which says what it sees. */
  place: ScopePlace;
  /** It has to be true or false. */
  condition?: boolean;
  placeholder?: string;
  rows?: number;
}

export function ExpressionField({
  value,
  onChange,
  graph,
  place,
  condition = false,
  placeholder,
  rows = 1,
  aside,
  ...field
}: ExpressionFieldProps) {
  const scope = scopeOf(graph, place);
  const compiled = compiledIn(value, graph, place, condition);
  return (
    <div>
      <Field
        {...field}
        refusal={reasonOf(compiled)}
        aside={aside ?? <Variables graph={graph} place={place} onChoose={(name) => onChange(joined(value, name))} />}
      >
        {(control) => (
          <CodeArea
            control={control}
            mono
            rows={rows}
            value={value}
            placeholder={placeholder}
            marks={marksOf(compiled)}
            complete={(text, offset, asked) => completionsAt(text, offset, scope, asked)}
            onChange={onChange}
          />
        )}
      </Field>
      {compiled && <Outcome compiled={compiled} place={place} condition={condition} />}
    </div>
  );
}

/** @returns undefined for an empty one, about which there is nothing to say. */
export function compiledIn(source: string, graph: Graph, place: ScopePlace, condition: boolean): Compiled | undefined {
  if (source.trim() === '') return undefined;
  const scope = scopeOf(graph, place);
  return condition ? compileCondition(source, scope) : compileExpression(source, scope);
}

export const reasonOf = (compiled: Compiled | undefined): string | undefined =>
  compiled && !compiled.ok ? compiled.errors[0]?.message : undefined;

function marksOf(compiled: Compiled | undefined): Mark[] {
  if (!compiled) return [];
  if (!compiled.ok) return compiled.errors.map(({ start, end }) => ({ start, end, tone: 'error' }));
  return compiled.expression.doubts.map(({ start, end }) => ({ start, end, tone: 'warning' }));
}

const joined = (text: string, name: string): string =>
  text === '' || /[\s(.]$/.test(text) ? text + name : `${text} ${name}`;
