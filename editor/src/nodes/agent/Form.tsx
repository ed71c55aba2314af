/** An agent: what it is told, which model, which tools, and what it gives. */
import { defaultMaxSteps, isObject, type JsonObject } from '@baton/shared/graph';
import { TemplateField } from '../../triggers/TemplateField.tsx';
import { JsonField, wantsObject } from '../../ui/JsonField.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Section } from '../../ui/Section.tsx';
import { TagsField } from '../../ui/TagsField.tsx';
import type { NodeFormProps } from '../form.ts';
import { ModelField } from '../ModelField.tsx';
import { ToolsField } from '../tools/ToolsField.tsx';
import { ScriptField } from '../ScriptField.tsx';
import { GuardrailFields } from './Guardrails.tsx';
import { OutputFields } from './Output.tsx';
import styles from '../form.module.css';
import { gravest } from '../../ui/told.ts';

const some = (values: string[]): string[] | undefined => (values.length > 0 ? values : undefined);

export function AgentForm({ node, graph, tools, change, problem }: NodeFormProps<'agent'>) {
  return (
    <>
      <div className={styles['fields']}>
        <TemplateField
          label="Instructions"
          help={
            <>
              What it is told before every call. <code>{'{{ state.order }}'}</code> puts a value in.
            </>
          }
          rows={6}
          graph={graph}
          place={{ at: 'template', node: node.id }}
          error={problem('/instructions')}
          placeholder="You help customers with invoices. Be short, and ask when something is not clear."
          value={node.instructions ?? ''}
          onChange={(instructions) => change({ instructions })}
        />
        <ModelField
          value={node.model}
          fallback={graph.defaults?.model ?? 'script'}
          error={problem('/model')}
          onChange={(model) => change({ model })}
        />
        <ToolsField
          graph={graph}
          access={tools}
          error={problem('/tools')}
          values={node.tools ?? []}
          onChange={(next) => change({ tools: some(next) })}
        />
        <TagsField
          label="Capabilities"
          help="What it can do that others may need, for handoffs on a capability."
          error={problem('/capabilities')}
          placeholder="code execution"
          values={node.capabilities ?? []}
          onChange={(capabilities) => change({ capabilities: some(capabilities) })}
        />
      </div>
      <OutputFields node={node} graph={graph} tools={tools} change={change} problem={problem} />
      <GuardrailFields node={node} graph={graph} tools={tools} change={change} problem={problem} />
      <ScriptField node={node} graph={graph} problem={problem} onChange={(script) => change({ script })} />
      <Section
        name="agent-options"
        told={gravest(problem('/maxSteps'), problem('/modelOptions'))}
        title="Model options"
        summary={optionWords(node)}
      >
        <NumberField
          label="Most model calls in one visit"
          min={1}
          max={1000}
          placeholder={String(defaultMaxSteps)}
          error={problem('/maxSteps')}
          value={node.maxSteps}
          onChange={(maxSteps) => change({ maxSteps })}
        />
        <JsonField
          label="Options"
          help="Passed to the provider as they are: temperature, maxTokens, reasoningEffort …"
          refuse={wantsObject}
          error={problem('/modelOptions')}
          placeholder='{ "temperature": 0.2 }'
          value={node.modelOptions}
          onChange={(options) => change({ modelOptions: isObject(options) ? (options as JsonObject) : undefined })}
        />
      </Section>
    </>
  );
}

function optionWords({ maxSteps, modelOptions }: NodeFormProps<'agent'>['node']): string {
  const words = [maxSteps === undefined ? '' : `${maxSteps} calls`, ...Object.keys(modelOptions ?? {})];
  return words.filter(Boolean).join(', ') || 'default';
}
