import { Search } from 'lucide-react';
import styles from './SearchBox.module.css';

/** Filters as one types; Esc empties it. */
export function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <label className={styles['box']}>
      <Search size={16} aria-hidden />
      <input
        className={styles['input']}
        type="search"
        aria-label="Search your graphs"
        placeholder="Search"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onChange('')}
      />
    </label>
  );
}
