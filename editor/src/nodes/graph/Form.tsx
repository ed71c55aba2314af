/** Another graph as one node. */
import { TemplateField } from '../../triggers/TemplateField.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import type { NodeFormProps } from '../form.ts';
import styles from '../form.module.css';
import { GraphField } from '../GraphField.tsx';
import { IntoField } from '../IntoField.tsx';

export function GraphForm({ node, graph, change, problem }: NodeFormProps<'graph'>) {
  return (
    <div className={styles['fields']}>
      <GraphField
        own={graph.id}
        error={problem('/graph')}
        value={node.graph}
        onChange={(id) => change({ graph: id })}
      />
      <NumberField
        label="Version"
        help="Empty: the newest that is published, or its draft where none is."
        min={1}
        error={problem('/version')}
        placeholder="newest"
        value={node.version}
        onChange={(version) => change({ version })}
      />
      <TemplateField
        label="What it is told"
        graph={graph}
        place={{ at: 'template', node: node.id }}
        error={problem('/input')}
        placeholder="{{ input }}"
        value={node.input ?? ''}
        onChange={(input) => change({ input: input || undefined })}
      />
      <IntoField graph={graph} value={node.into} error={problem('/into')} onChange={(into) => change({ into })} />
    </div>
  );
}
