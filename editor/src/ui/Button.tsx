/** A button. `primary` is the one thing to do now on a screen; an icon button says in `label` what its icon means. */
import type { ComponentProps, ReactNode } from 'react';
import styles from './Button.module.css';
import { cx } from './cx.ts';
import { useReadOnly } from './readOnly.ts';
import { Tooltip } from './Tooltip.tsx';

export interface ButtonProps extends ComponentProps<'button'> {
  look?: 'primary' | 'plain' | 'quiet' | 'danger' | undefined;
  icon?: ReactNode;
}

export function Button({ look = 'plain', icon, className, children, type = 'button', ...rest }: ButtonProps) {
  if (useReadOnly()) return null;
  return (
    <button type={type} className={cx(styles['button'], styles[look], className)} {...rest}>
      {icon}
      {children !== undefined && <span className={styles['label']}>{children}</span>}
    </button>
  );
}

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  label: string;
  icon: ReactNode;
  /** Shown in the tooltip, such as `mod+z`. */
  shortcut?: string | undefined;
  side?: 'top' | 'bottom' | 'left' | 'right';
}

export function IconButton({
  label,
  icon,
  shortcut,
  side = 'bottom',
  className,
  type = 'button',
  ...rest
}: IconButtonProps) {
  if (useReadOnly()) return null;
  return (
    <Tooltip text={label} shortcut={shortcut} side={side}>
      <button type={type} aria-label={label} className={cx(styles['button'], styles['icon'], className)} {...rest}>
        {icon}
      </button>
    </Tooltip>
  );
}
