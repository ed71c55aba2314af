/** The models that the server has, by provider: a menu while they are few, and searched when they are many. */
import type { ProviderAnswer } from '@baton/shared/api';
import { ChevronDown } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { Menu, MenuItem, MenuNote, MenuSeparator } from '../ui/Menu.tsx';
import { isLong, SearchMenu } from '../ui/SearchMenu.tsx';
import styles from './form.module.css';

interface ModelMenuProps {
  label: string;
  providers: readonly ProviderAnswer[];
  fallback: string;
  onChoose: (model: string | undefined) => void;
}

const listsNone = (provider: string): string => `${provider} lists no models: type the name, as ${provider}:model.`;

export function ModelMenu({ label, providers, fallback, onChoose }: ModelMenuProps) {
  const real = providers.filter(({ kind }) => kind !== 'script');
  const always = [
    { key: '', title: 'The default', help: fallback },
    { key: 'script', title: 'script', help: 'Plays the script of the graph: no key, no network.' },
  ];
  const listed = real.flatMap(({ name, models }) => models.map((model) => `${name}:${model}`));
  const choose = (model: string): void => onChoose(model === '' ? undefined : model);
  const trigger = (
    <Button look="quiet" className={styles['choose']} aria-label={`Choose: ${label}`} icon={<ChevronDown size={14} />}>
      Choose
    </Button>
  );
  if (isLong(always.length + listed.length)) {
    const silent = real.filter(({ models }) => models.length === 0).map(({ name }) => listsNone(name));
    return (
      <SearchMenu
        label={label}
        trigger={trigger}
        choices={[...always, ...listed.map((model) => ({ key: model, title: model }))]}
        note={silent.length > 0 ? silent.join(' ') : undefined}
        onChoose={({ key }) => choose(key)}
      />
    );
  }
  return (
    <Menu trigger={trigger}>
      {always.map(({ key, title, help }) => (
        <MenuItem key={key} help={help} onSelect={() => choose(key)}>
          {title}
        </MenuItem>
      ))}
      {real.map(({ name, models }) => [
        <MenuSeparator key={name} />,
        ...(models.length === 0
          ? [<MenuNote key={`${name} none`}>{listsNone(name)}</MenuNote>]
          : models.map((model) => (
              <MenuItem key={`${name}:${model}`} onSelect={() => choose(`${name}:${model}`)}>
                {`${name}:${model}`}
              </MenuItem>
            ))),
      ])}
      {real.length === 0 && <MenuNote>More can be chosen here once a provider is added in Settings.</MenuNote>}
    </Menu>
  );
}
