/** A button with a list of so many things that one is found by typing. Where there are few, a `Menu` is quicker. */
import { Popover } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { ChoiceList, type ListedChoice } from './ChoiceList.tsx';
import styles from './SearchMenu.module.css';

/** From so many entries on they are searched. */
export const isLong = (entries: number): boolean => entries > 8;

interface SearchMenuProps<Choice extends ListedChoice> {
  /** The button that opens it. */
  trigger: ReactNode;
  /** What is chosen. */
  label: string;
  align?: 'start' | 'end';
  choices: readonly Choice[];
  onChoose: (choice: Choice) => void;
  note?: ReactNode;
}

export function SearchMenu<Choice extends ListedChoice>(props: SearchMenuProps<Choice>) {
  const { trigger, label, align = 'end', choices, onChoose, note } = props;
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles['panel']}
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
        >
          <ChoiceList
            label={label}
            placeholder="Search"
            choices={choices}
            note={note}
            onKey={(key) => {
              if (key === 'Tab') setOpen(false);
              return false;
            }}
            onChoose={(choice) => {
              setOpen(false);
              onChoose(choice);
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
