/** What can be used in an expression, as a list behind a button: for those who do not know what to type. */
import { type ScopePlace, typeText } from '@baton/shared/expressions';
import type { Graph } from '@baton/shared/graph';
import { Braces } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../ui/Button.tsx';
import { Popover } from '../ui/Popover.tsx';
import styles from './ExpressionField.module.css';
import { pathsAt } from './paths.ts';

export function Variables({
  graph,
  place,
  onChoose,
}: {
  graph: Graph;
  place: ScopePlace;
  onChoose: (name: string) => void;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label="What can be used here"
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton className={styles['open']} label="What can be used here" icon={<Braces size={14} />} />}
    >
      {open && (
        <ul className={styles['list']}>
          {pathsAt(graph, place).map(({ path, type }) => (
            <li key={path}>
              <button
                type="button"
                className={styles['variable']}
                onClick={() => {
                  onChoose(path);
                  setOpen(false);
                }}
              >
                <code>{path}</code>
                <span className={styles['type']}>{typeText(type)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}
