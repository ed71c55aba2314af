/** The headers of a request: a name and a value each, where a value may hold a secret by its name. */
import type { ScopePlace } from '@baton/shared/expressions';
import type { Graph } from '@baton/shared/graph';
import { TemplateField } from '../../triggers/TemplateField.tsx';
import { DraftField } from '../../ui/DraftField.tsx';
import { FieldGroup } from '../../ui/FieldGroup.tsx';
import { ListEditor } from '../../ui/ListEditor.tsx';
import type { ToldAt } from '../../ui/told.ts';
import styles from './tools.module.css';

type Headers = { [name: string]: string };

interface HeaderFieldsProps {
  headers: Headers;
  graph: Graph;
  place: ScopePlace;
  problem: ToldAt;
  onChange: (headers: Headers | undefined) => void;
}

export function HeaderFields({ headers, graph, place, problem, onChange }: HeaderFieldsProps) {
  const entries = Object.entries(headers);
  const names = entries.map(([name]) => name);
  const freshName = (): string => {
    const wanted = ['Authorization', 'Accept', 'Content-Type', 'X-Header'].find((name) => !names.includes(name));
    return wanted ?? `X-Header-${names.length}`;
  };
  return (
    <FieldGroup label="Headers">
      <ListEditor
        noun="header"
        entries={entries}
        fresh={(): [string, string] => {
          const name = freshName();
          return [name, name === 'Authorization' ? 'Bearer {{ secrets.NAME }}' : ''];
        }}
        onChange={(next) => onChange(next.length > 0 ? Object.fromEntries(next) : undefined)}
      >
        {([name, value], change) => (
          <div className={styles['columns']}>
            <DraftField
              label="Name"
              mono
              value={name}
              refuse={(next) => {
                if (!/^[A-Za-z0-9-]+$/.test(next)) return 'A header’s name is letters, digits and dashes.';
                return next !== name && names.includes(next) ? `There is already a header "${next}".` : undefined;
              }}
              onCommit={(next) => change([next, value])}
            />
            <TemplateField
              label="Value"
              mono
              rows={1}
              graph={graph}
              place={place}
              error={problem(`/headers/${name}`)}
              value={value}
              onChange={(next) => change([name, next])}
            />
          </div>
        )}
      </ListEditor>
    </FieldGroup>
  );
}
