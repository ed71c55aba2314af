/** The model providers that this server can reach: the list, and a form for one. */
import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { sentence } from '../api/request.ts';
import { useProviders } from '../api/useProviders.ts';
import { useMay } from '../api/useSession.ts';
import { Button } from '../ui/Button.tsx';
import { toast } from '../ui/toast.ts';
import { LocalServers } from './LocalServers.tsx';
import { Part } from './Part.tsx';
import { ProviderForm } from './ProviderForm.tsx';
import styles from './settings.module.css';
import { ProviderRow } from './ProviderRow.tsx';

/** Which form is open: one of a provider, or one for a new one. */
type Editing = { name: string } | 'new' | undefined;

export function Providers() {
  const { providers, error, load, remove } = useProviders();
  const mayChange = useMay('admin');
  const [editing, setEditing] = useState<Editing>();
  useEffect(() => void load(), [load]);

  const removeIt = (name: string): void => {
    remove(name).catch((cause: unknown) => toast({ text: `${name} was not removed. ${sentence(cause)}`, tone: 'bad' }));
  };
  const done = (): void => setEditing(undefined);

  return (
    <Part
      title="Models"
      about={
        <>
          Nodes name a model as <code>provider:model</code>. Keys stay on this server, are never shown again, and are
          never part of a graph.
        </>
      }
    >
      {error && (
        <p className={styles['error']} role="alert">
          {error} <Button onClick={() => void load()}>Try again</Button>
        </p>
      )}
      <ul className={styles['list']}>
        {(providers ?? []).map((provider) => (
          <li key={provider.name} className={styles['item']}>
            {typeof editing === 'object' && editing.name === provider.name ? (
              <ProviderForm provider={provider} taken={[]} onDone={done} onCancel={done} />
            ) : (
              <ProviderRow
                provider={provider}
                mayChange={mayChange}
                onEdit={() => setEditing({ name: provider.name })}
                onRemove={() => removeIt(provider.name)}
              />
            )}
          </li>
        ))}
        {editing === 'new' && (
          <li className={styles['item']}>
            <ProviderForm taken={(providers ?? []).map(({ name }) => name)} onDone={done} onCancel={done} />
          </li>
        )}
      </ul>
      {mayChange && editing !== 'new' && providers && (
        <div className={styles['buttons']}>
          <Button icon={<Plus size={16} />} onClick={() => setEditing('new')}>
            Add a provider
          </Button>
          <LocalServers />
        </div>
      )}
    </Part>
  );
}
