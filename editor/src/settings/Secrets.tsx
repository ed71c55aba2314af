/** Secrets that tools may send: their names. A value is written and never read back. */
import { secretName } from '@baton/shared/api';
import { Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { listSecrets, removeSecret, setSecret } from '../api/settings.ts';
import { ago } from '../ui/ago.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { focusFirst } from '../ui/focus.ts';
import { TagsField } from '../ui/TagsField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { Part } from './Part.tsx';
import { RemoveButton } from './Remove.tsx';
import styles from './settings.module.css';
import { useForm } from './useForm.ts';
import { useListed } from './useListed.ts';

export function Secrets() {
  const { value, error, load, change } = useListed(listSecrets);
  /** The name of the one whose form is open; empty for a new one. */
  const [editing, setEditing] = useState<string>();
  const secrets = value?.secrets ?? [];
  const done = (): void => setEditing(undefined);
  const saved = async (): Promise<void> => {
    await load();
    done();
  };

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
      <ul className={styles['list']}>
        {secrets.map(({ name, hosts, updatedAt, readable }) => (
          <li key={name} className={styles['item']}>
            {editing === name ? (
              <SecretForm name={name} boundTo={hosts} taken={[]} onDone={saved} onCancel={done} />
            ) : (
              <div className={styles['line']}>
                <code className={styles['code']}>{name}</code>
                {!readable && (
                  <Chip tone="warn" title="It was encrypted with another key than this server has now.">
                    set it anew
                  </Chip>
                )}
                <span className={styles['detail']}>
                  {hosts.length > 0 ? `to ${hosts.join(', ')}` : 'to any host'} · set {ago(updatedAt)}
                </span>
                <Button aria-label={`Replace ${name}`} onClick={() => setEditing(name)}>
                  Replace
                </Button>
                <RemoveButton
                  label={`Remove ${name}`}
                  consequence="Its value is forgotten, and tools that send it fail from their next call on."
                  onRemove={() => change(() => removeSecret(name), `${name} was not removed.`)}
                />
              </div>
            )}
          </li>
        ))}
        {editing === '' && (
          <li className={styles['item']}>
            <SecretForm taken={secrets.map(({ name }) => name)} onDone={saved} onCancel={done} />
          </li>
        )}
      </ul>
      {editing !== '' && value && (
        <div>
          <Button icon={<Plus size={16} />} onClick={() => setEditing('')}>
            Add a secret
          </Button>
        </div>
      )}
    </Part>
  );
}

interface SecretFormProps {
  /** Missing for a new one. */
  name?: string;
  boundTo?: string[];
  taken: readonly string[];
  onDone: () => Promise<void>;
  onCancel: () => void;
}

function SecretForm({ name, boundTo = [], taken, onDone, onCancel }: SecretFormProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [value, setValue] = useState('');
  const [hosts, setHosts] = useState(boundTo);
  const { sending, problem, at, submit } = useForm(['/value'], async () => {
    await setSecret(name ?? typed, { value, hosts });
    await onDone();
  });
  const badName = name === undefined && typed !== '' ? problemOf(typed, taken) : undefined;
  return (
    <form ref={focusFirst} className={styles['form']} aria-labelledby={id} onSubmit={submit}>
      <h3 id={id} className={styles['formTitle']}>
        {name ? `Replace ${name}` : 'A new secret'}
      </h3>
      {name === undefined && (
        <TextField
          label="Name"
          help={`Written as {{ secrets.${typed || 'SHOP_TOKEN'} }}`}
          placeholder="SHOP_TOKEN"
          mono
          error={badName}
          value={typed}
          onChange={setTyped}
        />
      )}
      <TextField
        label={name ? 'New value' : 'Value'}
        type="password"
        error={at('/value')}
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
      {problem && <p role="alert">{problem}</p>}
      <div className={styles['actions']}>
        <Button onClick={onCancel}>Cancel</Button>
        <Button
          look="primary"
          type="submit"
          disabled={sending || value === '' || badName !== undefined || (name === undefined && typed === '')}
        >
          {sending ? 'Saving…' : 'Save'}
        </Button>
      </div>
    </form>
  );
}

function problemOf(name: string, taken: readonly string[]): string | undefined {
  const parsed = secretName.safeParse(name);
  if (!parsed.success) return parsed.error.issues[0]?.message;
  return taken.includes(name) ? `There is a secret ${name} already; replace its value there.` : undefined;
}
