/** Keys with which programs come in. A key is shown once, when it is made. */
import { type KeyAnswer, type KeyCreated, type KeyScope, scopes } from '@baton/shared/api';
import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { listKeys, makeKey, removeKey } from '../api/settings.ts';
import { ago } from '../ui/ago.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { EntryForm } from './EntryForm.tsx';
import { EntryList } from './EntryList.tsx';
import { Part } from './Part.tsx';
import { RemoveButton } from './Remove.tsx';
import { rights } from './rights.ts';
import styles from './settings.module.css';
import { useForm } from './useForm.ts';
import { useListed } from './useListed.ts';

const choices = scopes.map((scope) => ({
  value: scope,
  label: `${scope[0]?.toUpperCase()}${scope.slice(1)}: ${rights[scope]}`,
}));
const ends = [
  { value: '30', label: 'After 30 days' },
  { value: '90', label: 'After 90 days' },
  { value: '365', label: 'After a year' },
  { value: 'never', label: 'Never, unless it is revoked' },
] as const;

export function Keys() {
  const { value, error, load, change } = useListed(listKeys);
  const [made, setMade] = useState<KeyCreated>();
  return (
    <Part
      title="API keys"
      about={
        <>
          Programs send one in the header <code>Authorization: Bearer KEY</code>. Only a fingerprint of each is kept, so
          a key can be read once, when it is made.
        </>
      }
      error={error}
    >
      {made && <NewKey made={made} onDone={() => setMade(undefined)} />}
      <EntryList
        entries={value?.keys}
        keyOf={({ id }) => id}
        nameOf={({ name }) => name}
        add="Make a key"
        renderRow={(key) => (
          <div className={styles['line']}>
            <span className={styles['name']} title={key.name}>
              {key.name}
            </span>
            <Chip>{key.scope}</Chip>
            {isOver(key) && <Chip tone="warn">ended</Chip>}
            <span className={styles['detail']}>{words(key)}</span>
            <RemoveButton
              verb="Revoke"
              what={key.name}
              consequence="Programs that use this key are refused from now on."
              onRemove={() => change(() => removeKey(key.id), `${key.name} was not revoked.`)}
            />
          </div>
        )}
        renderForm={(_key, close) => (
          <KeyForm
            onCancel={close}
            onMade={async (key) => {
              close();
              await load();
              // After what the form leaves behind, so that it has the focus.
              setMade(key);
            }}
          />
        )}
      />
    </Part>
  );
}

function NewKey({ made, onDone }: { made: KeyCreated; onDone: () => void }) {
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  // It is selected, to be copied by keys as well.
  useEffect(() => field.current?.focus(), []);
  const copy = (): void => {
    navigator.clipboard.writeText(made.key).then(
      () => setCopied(true),
      // Where the browser does not allow it, the key can still be selected.
      () => undefined,
    );
  };
  return (
    <output className={styles['made']}>
      <p>
        The key <strong>{made.name}</strong> is made. Copy it now; it is not shown again.
      </p>
      <div className={styles['copy']}>
        <input
          ref={field}
          className={styles['key']}
          aria-label={`Key ${made.name}`}
          readOnly
          value={made.key}
          onFocus={(event) => event.target.select()}
        />
        <Button icon={copied ? <Check size={16} /> : <Copy size={16} />} onClick={copy}>
          {copied ? 'Copied' : 'Copy'}
        </Button>
        <Button onClick={onDone}>Done</Button>
      </div>
    </output>
  );
}

function KeyForm({ onMade, onCancel }: { onMade: (key: KeyCreated) => Promise<void>; onCancel: () => void }) {
  const [name, setName] = useState('');
  const [scope, setScope] = useState<KeyScope>('run');
  const [end, setEnd] = useState<(typeof ends)[number]['value']>('90');
  const form = useForm(['/name'], async () =>
    onMade(await makeKey({ name, scope, ...(end !== 'never' && { days: Number(end) }) })),
  );
  return (
    <EntryForm
      title="A new key"
      form={form}
      ready={name.trim() !== ''}
      submit="Make the key"
      submitting="Making it…"
      onCancel={onCancel}
    >
      <TextField
        label="What it is for"
        placeholder="Nightly report"
        error={form.at('/name')}
        value={name}
        onChange={setName}
      />
      <SelectField label="It may" value={scope} choices={choices} onChange={setScope} />
      <SelectField label="It ends" value={end} choices={ends} onChange={setEnd} />
    </EntryForm>
  );
}

const isOver = ({ expiresAt }: KeyAnswer): boolean => expiresAt !== undefined && Date.parse(expiresAt) <= Date.now();
const date = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' });

function words(key: KeyAnswer): string {
  const until =
    key.expiresAt === undefined ? '' : `${isOver(key) ? 'ended' : 'until'} ${date.format(new Date(key.expiresAt))}`;
  const used = key.usedAt === undefined ? 'not used yet' : `used ${ago(key.usedAt)}`;
  return [`${key.start}…`, used, until].filter(Boolean).join(' · ');
}
