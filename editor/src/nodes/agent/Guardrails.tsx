/** What stops an agent before it is asked, or before its answer is passed on. */
import { isObject } from '@baton/shared/graph';
import { JsonField, wantsObject } from '../../ui/JsonField.tsx';
import { Section } from '../../ui/Section.tsx';
import type { NodeFormProps } from '../form.ts';

export function GuardrailFields({ node, change, problem }: NodeFormProps<'agent'>) {
  const count = (node.guardrails?.input?.length ?? 0) + (node.guardrails?.output?.length ?? 0);
  return (
    <Section
      name="guardrails"
      told={problem('/guardrails')}
      title="Guardrails"
      summary={count === 0 ? 'none' : String(count)}
    >
      <JsonField
        label="Rules"
        help="Each is { trip: a condition } or { judge: a question }, with then: error, or { say: … }."
        rows={6}
        refuse={wantsObject}
        error={problem('/guardrails')}
        placeholder={'{\n  "input": [{ "trip": "input.size() > 4000" }]\n}'}
        value={node.guardrails}
        // What is wrong inside is shown by the checks, at its path.
        onChange={(rules) => change({ guardrails: isObject(rules) ? rules : undefined })}
      />
    </Section>
  );
}
