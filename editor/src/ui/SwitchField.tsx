/** On or off. */
import { Switch } from 'radix-ui';
import { Field, type FieldProps } from './Field.tsx';
import styles from './SwitchField.module.css';

export interface SwitchFieldProps extends FieldProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function SwitchField({ checked, onChange, ...field }: SwitchFieldProps) {
  return (
    <Field {...field} inline>
      {(control) => (
        <Switch.Root {...control} className={styles['switch']} checked={checked} onCheckedChange={onChange}>
          <Switch.Thumb className={styles['thumb']} />
        </Switch.Root>
      )}
    </Field>
  );
}
