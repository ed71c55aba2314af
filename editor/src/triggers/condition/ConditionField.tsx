/** A condition: built from rows, or typed as CEL. What rows cannot say stays CEL; both are the same text in the document. */
import { celOf, rowsOf, scopeOf } from '@baton/shared/expressions';
import { Field } from '../../ui/Field.tsx';
import { useRememberedChoice } from '../../ui/remembered.ts';
import { Segments } from '../../ui/Segments.tsx';
import { compiledIn, ExpressionField, type ExpressionFieldProps, reasonOf } from '../ExpressionField.tsx';
import { Outcome } from '../Outcome.tsx';
import { pathsAt } from '../paths.ts';
import { Variables } from '../Variables.tsx';
import { GroupFields } from './GroupFields.tsx';
import styles from './condition.module.css';

export function ConditionField(props: Omit<ExpressionFieldProps, 'condition'>) {
  const { value, onChange, graph, place, label, error, help } = props;
  const [mode, setMode] = useRememberedChoice('condition', ['rows', 'cel'], 'rows');
  // A rule begins as `true`: no rows yet.
  const rows = rowsOf(value.trim() === 'true' ? '' : value, scopeOf(graph, place));
  const compiled = compiledIn(value, graph, place, true);
  const asRows = mode === 'rows' && rows !== undefined;
  const modes = (
    <Segments
      label={`${label}: rows or CEL`}
      small
      value={asRows ? 'rows' : 'cel'}
      segments={[
        { value: 'rows', label: 'Rows', disabled: !rows },
        { value: 'cel', label: 'CEL' },
      ]}
      onChange={setMode}
    />
  );
  if (!asRows) {
    return (
      <ExpressionField
        {...props}
        condition
        rows={2}
        help={!rows && compiled?.ok ? 'Rows cannot say this, so it is shown as CEL.' : help}
        aside={
          <span className={styles['aside']}>
            <Variables
              graph={graph}
              place={place}
              onChoose={(name) => onChange(value === '' ? name : `${value} ${name}`)}
            />
            {modes}
          </span>
        }
      />
    );
  }
  return (
    <div>
      <Field label={label} help={help} refusal={reasonOf(compiled)} error={error} aside={modes}>
        {(control) => (
          <fieldset className={styles['rows']} {...control} aria-label={label}>
            <GroupFields rows={rows} paths={pathsAt(graph, place)} onChange={(next) => onChange(celOf(next))} />
          </fieldset>
        )}
      </Field>
      {compiled && <Outcome compiled={compiled} place={place} condition />}
    </div>
  );
}
