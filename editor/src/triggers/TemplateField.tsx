/** Text with `{{ CEL }}` in it, completed and checked while it is typed. */
import { checkTemplate, scopeOf, type ScopePlace, slotsIn, templateCompletionsAt } from '@baton/shared/expressions';
import type { Graph } from '@baton/shared/graph';
import { CodeArea } from '../ui/CodeArea.tsx';
import { Field, type FieldProps } from '../ui/Field.tsx';
import { Variables } from './Variables.tsx';

interface TemplateFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  graph: Graph;
  place: ScopePlace;
  rows?: number;
  mono?: boolean;
  placeholder?: string;
}

export function TemplateField({
  value,
  onChange,
  graph,
  place,
  rows = 3,
  mono = false,
  placeholder,
  ...field
}: TemplateFieldProps) {
  const scope = scopeOf(graph, place);
  const errors = value.includes('{{') ? checkTemplate(value, scope) : [];
  const [first] = errors;
  const line = first && value.includes('\n') ? `Line ${value.slice(0, first.start).split('\n').length}: ` : '';
  return (
    <Field
      {...field}
      refusal={first && line + first.message}
      aside={<Variables graph={graph} place={place} onChoose={(name) => onChange(`${spaced(value)}{{ ${name} }}`)} />}
    >
      {(control) => (
        <CodeArea
          control={control}
          rows={rows}
          mono={mono}
          value={value}
          placeholder={placeholder}
          marks={[
            ...slotsIn(value).map(({ start, end }) => ({ start, end, tone: 'slot' as const })),
            ...errors.map(({ start, end }) => ({ start, end, tone: 'error' as const })),
          ]}
          complete={(text, offset, asked) => templateCompletionsAt(text, offset, scope, asked)}
          onChange={onChange}
        />
      )}
    </Field>
  );
}

const spaced = (text: string): string => (text === '' || /\s$/.test(text) ? text : `${text} `);
