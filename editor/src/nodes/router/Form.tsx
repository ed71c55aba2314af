/** A router: rules alone, or a model that sorts by labels. */
import { isObject, type JsonObject, patched } from '@baton/shared/graph';
import { JsonField, wantsObject } from '../../ui/JsonField.tsx';
import { ListEditor } from '../../ui/ListEditor.tsx';
import { SwitchField } from '../../ui/SwitchField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { NodeFormProps } from '../form.ts';
import styles from '../form.module.css';
import { IntoField } from '../IntoField.tsx';
import { ModelField } from '../ModelField.tsx';
import { ScriptField } from '../ScriptField.tsx';
import type { Told } from '../../ui/told.ts';

type Classify = NonNullable<NodeFormProps<'router'>['node']['classify']>;
type Label = Classify['labels'][number];

export function RouterForm({ node, graph, change, problem }: NodeFormProps<'router'>) {
  const { classify } = node;
  const set = (patch: Partial<Classify>): void =>
    change({ classify: patched(classify ?? { labels: [{ name: 'other' }] }, patch) });
  return (
    <>
      <div className={styles['fields']}>
        <SwitchField
          label="A model decides by labels"
          help={
            classify
              ? 'Its handoffs can go by output == "label".'
              : 'Off: its handoffs decide by their rules alone, without a model call.'
          }
          checked={classify !== undefined}
          onChange={(on) => (on ? set({}) : change({ classify: undefined }))}
        />
        {classify && (
          <>
            <TextField
              label="Question"
              rows={2}
              placeholder="What does the customer want?"
              error={problem('/classify/question')}
              value={classify.question ?? ''}
              onChange={(question) => set({ question: question || undefined })}
            />
            <ListEditor
              noun="label"
              entries={classify.labels}
              fresh={(): Label => ({ name: `label-${classify.labels.length + 1}` })}
              onChange={(labels) => set({ labels })}
            >
              {(label, changeLabel, index) => (
                <LabelFields label={label} change={changeLabel} problem={problem(`/classify/labels/${index}`)} />
              )}
            </ListEditor>
            <IntoField
              graph={graph}
              value={classify.into}
              error={problem('/classify/into')}
              help="Which state value the label becomes."
              onChange={(into) => set({ into })}
            />
            <ModelField
              value={node.model}
              fallback={graph.defaults?.model ?? 'script'}
              error={problem('/model')}
              onChange={(model) => change({ model })}
            />
            <JsonField
              label="Model options"
              help="Passed to the provider as they are: temperature, maxTokens …"
              refuse={wantsObject}
              error={problem('/modelOptions')}
              placeholder='{ "temperature": 0 }'
              value={node.modelOptions}
              onChange={(options) => change({ modelOptions: isObject(options) ? (options as JsonObject) : undefined })}
            />
          </>
        )}
      </div>
      {classify && (
        <ScriptField node={node} graph={graph} problem={problem} onChange={(script) => change({ script })} />
      )}
    </>
  );
}

function LabelFields({
  label,
  change,
  problem,
}: {
  label: Label;
  change: (label: Label) => void;
  problem: Told | undefined;
}) {
  return (
    <>
      <TextField
        label="Label"
        mono
        error={problem}
        value={label.name}
        onChange={(name) => change(patched(label, { name }))}
      />
      <TextField
        label="Meaning"
        rows={2}
        placeholder="Charges, invoices, payment methods."
        value={label.description ?? ''}
        onChange={(description) => change(patched(label, { description: description || undefined }))}
      />
      <TextField
        label="Examples, one a line"
        rows={2}
        value={(label.examples ?? []).join('\n')}
        onChange={(text) => change(patched(label, { examples: text === '' ? undefined : text.split('\n') }))}
      />
    </>
  );
}
