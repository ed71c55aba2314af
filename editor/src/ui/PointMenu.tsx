/** A list of things to do at a point of the page: what a right click, or the menu key, brings. */
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './Menu.module.css';

interface PointMenuProps {
  /** What it is about, for a screen reader. */
  label: string;
  at: { x: number; y: number };
  onClose: () => void;
  /** Where the focus goes when nothing was chosen that takes it. */
  onCloseFocus: () => void;
  children: ReactNode;
}

export function PointMenu({ label, at, onClose, onCloseFocus, children }: PointMenuProps) {
  return (
    <DropdownMenu.Root open onOpenChange={(open) => !open && onClose()} modal={false}>
      <DropdownMenu.Trigger asChild>
        <span style={{ position: 'fixed', left: at.x, top: at.y }} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={styles['menu']}
          aria-label={label}
          // Beside the point and not under it, so that it is moved up, and not cut off, where it is longer than the room below.
          side="right"
          align="start"
          sideOffset={2}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onCloseFocus();
          }}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
