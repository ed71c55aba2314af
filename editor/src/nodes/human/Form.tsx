/** A person: what they are asked, what an answer is, and who it is. */
import { isObject, type JsonSchema } from '@baton/shared/graph';
import { TemplateField } from '../../triggers/TemplateField.tsx';
import { SchemaField } from '../../ui/schema/SchemaField.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { NodeFormProps } from '../form.ts';
import styles from '../form.module.css';
import { IntoField } from '../IntoField.tsx';

const answers = [
  { value: 'text', label: 'A text' },
  { value: 'approval', label: 'Yes or no, with a comment' },
  { value: 'takeover', label: 'They take over the conversation' },
  { value: 'form', label: 'A form' },
] as const;
const firstForm: JsonSchema = { type: 'object', properties: { decision: { type: 'string' } }, required: ['decision'] };

export function HumanForm({ node, graph, change, problem }: NodeFormProps<'human'>) {
  const { answer = 'text' } = node;
  const form = isObject(answer);
  return (
    <div className={styles['fields']}>
      <TemplateField
        label="Question"
        rows={3}
        graph={graph}
        place={{ at: 'template', node: node.id }}
        error={problem('/ask')}
        placeholder="May order {{ state.order.id }} be refunded?"
        value={node.ask ?? ''}
        onChange={(ask) => change({ ask: ask || undefined })}
      />
      <SelectField
        label="Answer"
        help="The run waits, for days if need be, until an answer fits."
        value={typeof answer === 'string' ? answer : 'form'}
        choices={answers}
        onChange={(next) => change({ answer: next === 'form' ? firstForm : next })}
      />
      {form && (
        <SchemaField
          label="Fields of the form"
          error={problem('/answer')}
          value={answer}
          onChange={(schema) => change({ answer: (schema ?? { type: 'object' }) as JsonSchema })}
        />
      )}
      <TextField
        label="Who"
        error={problem('/assignee')}
        help="A name or a role, shown with the question."
        placeholder="Shift supervisor"
        value={node.assignee ?? ''}
        onChange={(assignee) => change({ assignee: assignee || undefined })}
      />
      <IntoField graph={graph} value={node.into} error={problem('/into')} onChange={(into) => change({ into })} />
    </div>
  );
}
