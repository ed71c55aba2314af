/** The models that the server has, of every provider: found by typing, and opened before they are known if one is quick. */
import { ChevronDown } from 'lucide-react';
import { modelsOf, useProviders } from '../api/useProviders.ts';
import { Button } from '../ui/Button.tsx';
import { SearchMenu } from '../ui/SearchMenu.tsx';
import styles from './form.module.css';

interface ModelMenuProps {
  label: string;
  fallback: string;
  onChoose: (model: string | undefined) => void;
}

const always = (fallback: string) => [
  { key: '', title: 'The default', help: fallback },
  { key: 'script', title: 'script', help: 'Plays the script of the graph: no key, no network.' },
];

export function ModelMenu({ label, fallback, onChoose }: ModelMenuProps) {
  const { providers, error, load } = useProviders();
  return (
    <SearchMenu
      label={label}
      trigger={
        <Button
          look="quiet"
          className={styles['choose']}
          aria-label={`Choose: ${label}`}
          icon={<ChevronDown size={14} />}
          onClick={() => {
            if (!providers) void load();
          }}
        >
          Choose
        </Button>
      }
      choices={[
        ...always(fallback),
        ...modelsOf(providers)
          .filter((model) => model !== 'script')
          .map((model) => ({ key: model, title: model })),
      ]}
      note={providers ? whatIsMissing(providers) : (error ?? 'Asking the server for its models …')}
      onChoose={({ key }) => onChoose(key === '' ? undefined : key)}
    />
  );
}

function whatIsMissing(providers: readonly { name: string; kind: string; models: readonly string[] }[]) {
  const real = providers.filter(({ kind }) => kind !== 'script');
  if (real.length === 0) return 'More can be chosen here once a provider is added in Settings.';
  const silent = real.filter(({ models }) => models.length === 0);
  if (silent.length === 0) return undefined;
  return silent.map(({ name }) => `${name} lists no models: type the name, as ${name}:model.`).join(' ');
}
