/** Secrets that tools may send: their names. A value is written and never read back. */
import { type SecretAnswer, secretName } from '@baton/shared/api';
import { useState } from 'react';
import { listSecrets, removeSecret, setSecret } from '../api/settings.ts';
import { ago } from '../ui/ago.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { TagsField } from '../ui/TagsField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { EntryForm } from './EntryForm.tsx';
import { EntryList } from './EntryList.tsx';
import { Part } from './Part.tsx';
import { RemoveButton } from './Remove.tsx';
import styles from './settings.module.css';
import { useForm } from './useForm.ts';
import { useListed } from './useListed.ts';

export function Secrets() {
  const { value, error, load, change } = useListed(listSecrets);
  const taken = value?.secrets.map(({ name }) => name) ?? [];
  return (
    <Part
      title="Secrets"
      about={
        <>
          Tools send them where a graph says <code>{'{{ secrets.NAME }}'}</code>. They are encrypted on this server,
          never shown again, and never part of a graph or a log.
        </>
      }
      error={error}
    >
      <EntryList
        entries={value?.secrets}
        keyOf={({ name }) => name}
        nameOf={({ name }) => name}
        add="Add a secret"
        renderRow={({ name, hosts, updatedAt, readable }, edit) => (
          <div className={styles['line']}>
            <code className={styles['code']} title={name}>
              {name}
            </code>
            {!readable && (
              <Chip tone="warn" title="It was encrypted with another key than this server has now.">
                set it anew
              </Chip>
            )}
            <span className={styles['detail']} title={hosts.join('\n')}>
              to {hostsInWords(hosts)} · set {ago(updatedAt)}
            </span>
            <Button aria-label={`Replace ${name}`} onClick={edit}>
              Replace
            </Button>
            <RemoveButton
              verb="Remove"
              what={name}
              consequence="Its value is forgotten, and tools that send it fail from their next call on."
              onRemove={() => change(() => removeSecret(name), `${name} was not removed.`)}
            />
          </div>
        )}
        renderForm={(secret, close) => <SecretForm secret={secret} taken={taken} onSaved={load} onClose={close} />}
      />
    </Part>
  );
}

interface SecretFormProps {
  /** Missing for a new one. */
  secret: SecretAnswer | undefined;
  taken: readonly string[];
  onSaved: () => Promise<void>;
  onClose: () => void;
}

function SecretForm({ secret, taken, onSaved, onClose }: SecretFormProps) {
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const [hosts, setHosts] = useState(secret?.hosts ?? []);
  const form = useForm(['/value'], async () => {
    await setSecret(secret?.name ?? name, { value, hosts });
    await onSaved();
    onClose();
  });
  const badName = secret || name === '' ? undefined : problemOf(name, taken);
  return (
    <EntryForm
      title={secret ? `Replace ${secret.name}` : 'A new secret'}
      form={form}
      ready={value !== '' && badName === undefined && (secret !== undefined || name !== '')}
      onCancel={onClose}
    >
      {!secret && (
        <TextField
          label="Name"
          help={`Written as {{ secrets.${badName === undefined && name ? name : 'SHOP_TOKEN'} }}`}
          placeholder="SHOP_TOKEN"
          mono
          error={badName}
          value={name}
          onChange={setName}
        />
      )}
      <TextField
        label={secret ? 'New value' : 'Value'}
        type="password"
        error={form.at('/value')}
        value={value}
        onChange={setValue}
      />
      <TagsField
        label="May be sent to"
        placeholder="api.shop.example"
        help="Hosts, such as api.shop.example or *.shop.example. Without any, whoever edits graphs can send it anywhere."
        values={hosts}
        onChange={setHosts}
      />
    </EntryForm>
  );
}

/** The first of them; a row has no room for more. */
function hostsInWords(hosts: readonly string[]): string {
  const [first, ...others] = hosts;
  if (first === undefined) return 'any host';
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

function problemOf(name: string, taken: readonly string[]): string | undefined {
  const parsed = secretName.safeParse(name);
  if (!parsed.success) return parsed.error.issues[0]?.message;
  return taken.includes(name) ? `There is a secret ${name} already; replace its value there.` : undefined;
}
