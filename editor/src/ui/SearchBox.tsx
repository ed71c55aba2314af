/** Narrows a list as one types; Esc empties it. */
import { Search } from 'lucide-react';
import styles from './SearchBox.module.css';

interface SearchBoxProps {
  /** What is searched, to a screen reader. */
  label: string;
  value: string;
  onChange: (value: string) => void;
}

export function SearchBox({ label, value, onChange }: SearchBoxProps) {
  return (
    <label className={styles['box']}>
      <Search size={16} aria-hidden />
      <input
        className={styles['input']}
        type="search"
        aria-label={label}
        placeholder="Search"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onChange('')}
      />
    </label>
  );
}
