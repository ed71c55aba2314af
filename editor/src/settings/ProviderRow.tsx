/** One provider: what it is, whether it works (by asking it), and changing or removing it. */
import type { ProviderAnswer, ProviderTest } from '@baton/shared/api';
import { CircleAlert, CircleCheck, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { testProvider } from '../api/providers.ts';
import { sentence } from '../api/request.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Menu, MenuItem } from '../ui/Menu.tsx';
import { RemoveDialog } from './Remove.tsx';
import styles from './settings.module.css';

interface ProviderRowProps {
  provider: ProviderAnswer;
  mayChange: boolean;
  onEdit: () => void;
  onRemove: () => void;
}

export function ProviderRow({ provider, mayChange, onEdit, onRemove }: ProviderRowProps) {
  const { name, kind, hasKey } = provider;
  const [result, setResult] = useState<ProviderTest | 'asking'>();
  const [removing, setRemoving] = useState(false);

  async function test(): Promise<void> {
    setResult('asking');
    try {
      setResult(await testProvider(name));
    } catch (error) {
      setResult({ ok: false, message: sentence(error), ms: 0 });
    }
  }

  return (
    <div className={styles['row']}>
      <div className={styles['line']}>
        <span className={styles['name']} title={name}>
          {name}
        </span>
        {hasKey && <Chip>key is set</Chip>}
        {/* A server of one's own often asks for none. */}
        {kind === 'openai' && !hasKey && <Chip tone="warn">no key</Chip>}
        <span className={styles['detail']} title={provider.baseUrl}>
          {words(provider)}
        </span>
        {mayChange && kind !== 'script' && (
          <>
            <Button disabled={result === 'asking'} onClick={() => void test()}>
              {result === 'asking' ? 'Asking…' : 'Test'}
            </Button>
            <Menu trigger={<IconButton label={`More for ${name}`} icon={<Ellipsis size={16} />} />}>
              <MenuItem icon={<Pencil size={16} />} onSelect={onEdit}>
                Change
              </MenuItem>
              <MenuItem icon={<Trash2 size={16} />} danger onSelect={() => setRemoving(true)}>
                Remove
              </MenuItem>
            </Menu>
          </>
        )}
      </div>
      {removing && (
        <RemoveDialog
          verb="Remove"
          what={name}
          consequence="Its key is forgotten, and nodes that use its models fail from their next turn on."
          onRemove={onRemove}
          onClose={() => setRemoving(false)}
        />
      )}
      {result && result !== 'asking' && (
        <output className={styles['result']} data-ok={result.ok}>
          {result.ok ? (
            <CircleCheck size={16} aria-label="It works" />
          ) : (
            <CircleAlert size={16} aria-label="It does not work" />
          )}
          <span>
            {result.message}
            {result.ms > 0 && ` (${duration(result.ms)})`}
          </span>
        </output>
      )}
    </div>
  );
}

// The unit stays with its number.
const duration = (ms: number): string => (ms < 1000 ? `${ms}\u00A0ms` : `${(ms / 1000).toFixed(1)}\u00A0s`);

function words({ kind, baseUrl, models }: ProviderAnswer): string {
  if (kind === 'script') return 'Built in: plays each node’s script, needs no key and no network';
  const where = baseUrl ?? (kind === 'openai' ? 'api.openai.com' : '');
  const known = models.length > 0 ? `${models.length} model${models.length === 1 ? '' : 's'}` : '';
  return [where, known].filter(Boolean).join(' · ');
}
