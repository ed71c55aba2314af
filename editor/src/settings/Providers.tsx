/** The model providers that this server can reach: the list, and a form for one. */
import { useEffect } from 'react';
import { sentence } from '../api/request.ts';
import { useProviders } from '../api/useProviders.ts';
import { useRetry } from '../api/useRetry.ts';
import { useMay } from '../api/useSession.ts';
import { toast } from '../ui/toast.ts';
import { EntryList } from './EntryList.tsx';
import { LocalServers } from './LocalServers.tsx';
import { Part } from './Part.tsx';
import { ProviderForm } from './ProviderForm.tsx';
import { ProviderRow } from './ProviderRow.tsx';

export function Providers() {
  const { providers, error, load, remove } = useProviders();
  const mayChange = useMay('admin');
  useEffect(() => void load(), [load]);
  useRetry(error !== undefined, load);
  const taken = (providers ?? []).map(({ name }) => name);
  const removeIt = (name: string): void => {
    remove(name).catch((cause: unknown) => toast({ text: `${name} was not removed. ${sentence(cause)}`, tone: 'bad' }));
  };
  return (
    <Part
      title="Models"
      about={
        <>
          Nodes name a model as <code>provider:model</code>. Keys stay on this server, are never shown again, and are
          never part of a graph.
        </>
      }
      error={error}
      retry={() => void load()}
    >
      <EntryList
        entries={providers}
        keyOf={({ name }) => name}
        add={mayChange ? 'Add a provider' : undefined}
        beside={<LocalServers />}
        renderRow={(provider, edit) => (
          <ProviderRow
            provider={provider}
            mayChange={mayChange}
            onEdit={edit}
            onRemove={() => removeIt(provider.name)}
          />
        )}
        renderForm={(provider, close) => <ProviderForm provider={provider} taken={taken} onClose={close} />}
      />
    </Part>
  );
}
