/** Typed values that all nodes share, beside the messages. */
import { freeId, setStateValue } from '@baton/shared/graph';
import { Plus } from 'lucide-react';
import { useDocument } from '../../document/document.ts';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import styles from '../Inspector.module.css';
import type { GraphPartProps } from './part.ts';
import { StateValueFields } from './StateValueFields.tsx';

export function StateFields({ graph, problem }: GraphPartProps) {
  const edit = useDocument((document) => document.edit);
  const keys = Object.keys(graph.state ?? {});
  const add = (): void => {
    const key = freeId('value', keys).replaceAll('-', '_');
    edit(`Add state.${key}`, (now) => setStateValue(now, key, { type: 'string' }));
  };
  return (
    <Section name="state" told={problem('/state')} title="State" summary={keys.join(', ') || 'none'}>
      {keys.length === 0 && (
        <p className={styles['note']}>Values that nodes write and conditions read, beside the messages.</p>
      )}
      {keys.map((key) => (
        <StateValueFields key={key} name={key} graph={graph} problem={problem} />
      ))}
      <div>
        <Button icon={<Plus size={16} />} onClick={add}>
          Add a value
        </Button>
      </div>
    </Section>
  );
}
