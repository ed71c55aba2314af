/** What is selected, as it stands in the document: the form's other face, edited in place of it. */
import { isObject, parseGraph } from '@baton/shared/graph';
import { Copy } from 'lucide-react';
import { useMay } from '../api/useSession.ts';
import { Button } from '../ui/Button.tsx';
import { JsonField } from '../ui/JsonField.tsx';
import { toast } from '../ui/toast.ts';
import styles from './Inspector.module.css';

interface PartJsonProps {
  /** What it is, in words: "Triage". */
  name: string;
  value: unknown;
  /** Why a value cannot be taken, as a sentence. */
  refuse: (value: unknown) => string | undefined;
  onChange: (value: unknown) => void;
}

export function PartJson({ name, value, refuse, onChange }: PartJsonProps) {
  const mayEdit = useMay('edit');
  const copy = (): void => {
    navigator.clipboard.writeText(JSON.stringify(value, null, 2)).then(
      () => toast({ text: 'Copied as JSON.' }),
      () => toast({ text: 'The browser did not let the page copy. Select the text and copy it by hand.', tone: 'bad' }),
    );
  };
  return (
    <div className={styles['fields']}>
      <JsonField
        label={`JSON of ${name}`}
        rows={20}
        readOnly={!mayEdit}
        value={value}
        refuse={refuse}
        onChange={(next) => next !== undefined && onChange(next)}
        aside={
          <Button look="quiet" icon={<Copy size={14} />} onClick={copy}>
            Copy
          </Button>
        }
      />
    </div>
  );
}

/** What is wrong with a graph's own settings: all of it but its nodes and handoffs. */
export function refuseSettings(value: unknown): string | undefined {
  const given = isObject(value) ? value : {};
  const parsed = parseGraph({ ...given, format: 'baton/1', id: 'part', nodes: [], handoffs: [] });
  const other = ['format', 'id', 'nodes', 'handoffs'].find((key) => Object.hasOwn(given, key));
  if (other) return `"${other}" is not one of the settings.`;
  const [problem] = parsed.ok ? [] : parsed.problems;
  return problem && `${problem.path}: ${problem.message}`;
}

type List = 'nodes' | 'handoffs' | 'tools';

/** Reads one entry of a list as the whole document would be read; its id stays, since others name it. */
export function refuseEntry(list: List, id: string): (value: unknown) => string | undefined {
  return (value) => {
    const parsed = parseGraph({ format: 'baton/1', id: 'part', entry: 'part', [list]: [value] });
    if (!parsed.ok) {
      const [problem] = parsed.problems;
      const at = problem?.path.replace(`/${list}/0`, '') ?? '';
      return problem && (at === '' ? problem.message : `${at}: ${problem.message}`);
    }
    return parsed.graph[list]?.[0]?.id === id
      ? undefined
      : `The id stays "${id}" here; change it in the form, where what names it follows.`;
  };
}
