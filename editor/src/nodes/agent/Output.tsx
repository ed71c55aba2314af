/** What an agent's answer is made of, where it goes, and how sure it is. */
import { isObject, type JsonSchema } from '@baton/shared/graph';
import { SchemaField } from '../../ui/schema/SchemaField.tsx';
import { Section } from '../../ui/Section.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { TagsField } from '../../ui/TagsField.tsx';
import type { NodeFormProps } from '../form.ts';
import { gravest } from '../../ui/told.ts';

const sources = [
  { value: '', label: 'It gives none' },
  { value: 'self', label: 'It says so itself' },
  { value: 'logprobs', label: 'The model’s token probabilities' },
  { value: 'judge', label: 'Another call judges the answer' },
] as const;

export function OutputFields({ node, graph, change, problem }: NodeFormProps<'agent'>) {
  const into = node.into ?? [];
  const fields = isObject(node.output?.['properties']) ? Object.keys(node.output['properties']) : [];
  return (
    <Section
      name="output"
      told={gravest(problem('/output'), problem('/into'), problem('/confidence'))}
      title="Output"
      summary={node.output ? fields.join(', ') || 'structured' : 'text'}
    >
      <SchemaField
        label="Shape"
        help="Fields make the answer structured; conditions see it as output."
        error={problem('/output')}
        value={node.output}
        onChange={(output) => change({ output: output as JsonSchema | undefined })}
      />
      <TagsField
        label="Into"
        help="State values that are filled from the output’s fields of the same names."
        error={problem('/into')}
        options={Object.keys(graph.state ?? {}).filter((key) => fields.length === 0 || fields.includes(key))}
        values={into}
        onChange={(keys) => change({ into: keys.length > 0 ? keys : undefined })}
      />
      <SelectField
        label="Confidence"
        error={problem('/confidence')}
        value={node.confidence ?? ''}
        choices={sources}
        onChange={(confidence) => change({ confidence: confidence || undefined })}
      />
    </Section>
  );
}
