/** What models cost, so that runs can say what they cost: dollars per million tokens. */
import { Plus, X } from 'lucide-react';
import { Button, IconButton } from '../ui/Button.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { PriceRow } from './provider-draft.ts';
import styles from './settings.module.css';

interface PricesProps {
  rows: readonly PriceRow[];
  models: readonly string[];
  error: string | undefined;
  onChange: (rows: PriceRow[]) => void;
}

const kinds = [
  { key: 'input', label: 'In' },
  { key: 'output', label: 'Out' },
  { key: 'cached', label: 'Cached' },
] as const;

export function Prices({ rows, models, error, onChange }: PricesProps) {
  const unpriced = models.filter((model) => rows.every((row) => row.model !== model));
  return (
    <fieldset className={styles['prices']}>
      <legend className={styles['legend']}>Prices</legend>
      <p className={styles['quiet']}>
        US dollars per million tokens. Left out, the prices that Baton knows count, and runs of other models cost
        nothing.
      </p>
      {rows.map((row, index) => (
        // Rows have no id of their own, and an index keeps the focus where it is while one is typed.
        <div key={index} className={styles['price']}>
          <TextField
            label="Model"
            mono
            options={unpriced}
            value={row.model}
            onChange={(model) => onChange(rows.with(index, { ...row, model }))}
          />
          {kinds.map(({ key, label }) => (
            <NumberField
              key={key}
              label={label}
              inline={false}
              min={0}
              step="any"
              placeholder={key === 'cached' ? 'as in' : '0'}
              value={row[key]}
              onChange={(value) => onChange(rows.with(index, { ...row, [key]: value }))}
            />
          ))}
          <IconButton
            label={`Remove the price of ${row.model || 'this model'}`}
            icon={<X size={16} />}
            onClick={() => onChange(rows.toSpliced(index, 1))}
          />
        </div>
      ))}
      {error && <p role="alert">{error}</p>}
      <div className={styles['add']}>
        <Button
          look="quiet"
          icon={<Plus size={16} />}
          onClick={() => onChange([...rows, { model: unpriced[0] ?? '' }])}
        >
          Add a price
        </Button>
      </div>
    </fieldset>
  );
}
