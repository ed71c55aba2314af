/** Servers for models on the server's own machine: asked for when somebody wants to know, and set up with one click. */
import type { FoundServer, FoundServers } from '@baton/shared/api';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { sentence } from '../api/request.ts';
import { findLocalServers } from '../api/settings.ts';
import { useProviders } from '../api/useProviders.ts';
import { Button } from '../ui/Button.tsx';
import { toast } from '../ui/toast.ts';
import styles from './settings.module.css';

export function LocalServers() {
  const save = useProviders((store) => store.save);
  const [found, setFound] = useState<FoundServers | 'asking'>();

  async function look(): Promise<void> {
    setFound('asking');
    try {
      setFound(await findLocalServers());
    } catch (error) {
      setFound(undefined);
      toast({ text: `Nobody was asked. ${sentence(error)}`, tone: 'bad' });
    }
  }

  async function add({ name, baseUrl }: FoundServer): Promise<void> {
    try {
      await save(name, { kind: 'openai-compatible', baseUrl });
      await look();
    } catch (error) {
      toast({ text: `${name} was not added. ${sentence(error)}`, tone: 'bad' });
    }
  }

  return (
    <>
      <Button icon={<Search size={16} />} disabled={found === 'asking'} onClick={() => void look()}>
        {found === 'asking' ? 'Looking…' : 'Look for local servers'}
      </Button>
      {found && found !== 'asking' && (
        <output className={styles['found']}>
          {found.servers.length === 0 ? (
            <p className={styles['text']}>
              None answered. Asked were {list(found.asked)}, each on the machine that this server runs on.
            </p>
          ) : (
            <ul className={styles['list']} aria-label="Local servers">
              {found.servers.map((server) => (
                <li key={server.baseUrl} className={styles['item']}>
                  <div className={styles['line']}>
                    <span className={styles['name']}>{server.title}</span>
                    <span className={styles['detail']}>{words(server)}</span>
                    {server.provider !== undefined ? (
                      <span className={styles['quiet']}>is {server.provider}</span>
                    ) : (
                      !server.wantsKey && <Button onClick={() => void add(server)}>Add as {server.name}</Button>
                    )}
                  </div>
                </li>
              ))}
            </ul>
          )}
        </output>
      )}
    </>
  );
}

const list = (items: readonly string[]): string => new Intl.ListFormat('en').format(items);

function words({ baseUrl, models, wantsKey, provider }: FoundServer): string {
  if (wantsKey) return `${baseUrl} · asks for a key${provider === undefined ? ': add it as a provider' : ''}`;
  const count = models.length === 1 ? '1 model' : `${models.length} models`;
  const some = models.slice(0, 3).join(', ');
  return `${baseUrl} · ${models.length === 0 ? 'no models yet' : `${count}: ${some}${models.length > 3 ? ` and ${models.length - 3} more` : ''}`}`;
}
