/** The models that the server has, by provider. */
import type { ProviderAnswer } from '@baton/shared/api';
import { ChevronDown } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { Menu, MenuItem, MenuNote, MenuSeparator } from '../ui/Menu.tsx';
import styles from './form.module.css';

interface ModelMenuProps {
  label: string;
  providers: readonly ProviderAnswer[];
  fallback: string;
  onChoose: (model: string | undefined) => void;
}

export function ModelMenu({ label, providers, fallback, onChoose }: ModelMenuProps) {
  const real = providers.filter(({ kind }) => kind !== 'script');
  return (
    <Menu
      trigger={
        <Button
          look="quiet"
          className={styles['choose']}
          aria-label={`Choose: ${label}`}
          icon={<ChevronDown size={14} />}
        >
          Choose
        </Button>
      }
    >
      <MenuItem help={fallback} onSelect={() => onChoose(undefined)}>
        The default
      </MenuItem>
      <MenuItem help="Plays the script of the graph: no key, no network." onSelect={() => onChoose('script')}>
        script
      </MenuItem>
      {real.map(({ name, models }) => [
        <MenuSeparator key={name} />,
        ...(models.length === 0
          ? [<MenuNote key={`${name} none`}>{`${name} lists no models: type the name, as ${name}:model.`}</MenuNote>]
          : models.map((model) => (
              <MenuItem key={`${name}:${model}`} onSelect={() => onChoose(`${name}:${model}`)}>
                {`${name}:${model}`}
              </MenuItem>
            ))),
      ])}
      {real.length === 0 && <MenuNote>More can be chosen here once a provider is added in Settings.</MenuNote>}
    </Menu>
  );
}
