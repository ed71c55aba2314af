/** A choice among two to four words that stand side by side. */
import { ToggleGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './Segments.module.css';

export interface Segment<Value extends string> {
  value: Value;
  label: string;
  icon?: ReactNode;
  disabled?: boolean;
}

interface SegmentsProps<Value extends string> {
  label: string;
  value: Value;
  segments: readonly Segment<Value>[];
  onChange: (value: Value) => void;
  /** Beside a label. */
  small?: boolean;
}

export function Segments<Value extends string>({
  label,
  value,
  segments,
  onChange,
  small = false,
}: SegmentsProps<Value>) {
  return (
    <ToggleGroup.Root
      type="single"
      className={cx(styles['segments'], small && styles['small'])}
      aria-label={label}
      value={value}
      onValueChange={(next) => {
        const chosen = segments.find((segment) => segment.value === next);
        if (chosen) onChange(chosen.value);
      }}
    >
      {segments.map((segment) => (
        <ToggleGroup.Item
          key={segment.value}
          value={segment.value}
          className={styles['segment']}
          disabled={segment.disabled ?? false}
        >
          {segment.icon}
          {segment.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
