/** One step of a script: when it is played, and what the model then says, calls, hands over or fails with. */
import { type Graph, handoffsFrom, isObject, type Json, type JsonObject, patched } from '@baton/shared/graph';
import { errorKinds, type NodeOf, type ScriptStep } from '@baton/shared/nodes';
import { useState } from 'react';
import { ConditionField } from '../../triggers/condition/ConditionField.tsx';
import { TemplateField } from '../../triggers/TemplateField.tsx';
import { Button } from '../../ui/Button.tsx';
import { JsonField, wantsList, wantsObject } from '../../ui/JsonField.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { SwitchField } from '../../ui/SwitchField.tsx';
import { TagsField } from '../../ui/TagsField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { ToldAt } from '../../ui/told.ts';

interface StepFieldsProps {
  step: ScriptStep;
  node: NodeOf<'agent' | 'router'>;
  graph: Graph;
  change: (step: ScriptStep) => void;
  problem: ToldAt;
}

const rare = ['args', 'calls', 'output', 'needs', 'fail', 'delayMs', 'once'] as const;
const listed = (value: string | readonly string[] | undefined): string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : [...value];
/** One is written as a word, several as a list. */
const unlisted = (values: readonly string[]): string | string[] | undefined =>
  values.length > 1 ? [...values] : values[0];

export function StepFields(props: StepFieldsProps) {
  const { step, node, graph, change, problem } = props;
  const [more, setMore] = useState(rare.some((key) => step[key] !== undefined));
  const set = (patch: Partial<ScriptStep>): void => change(patched(step, patch));
  return (
    <>
      <ConditionField
        label="When"
        graph={graph}
        place={{ at: 'script', node: node.id }}
        error={problem('/if')}
        placeholder="always"
        value={step.if ?? ''}
        onChange={(source) => set({ if: source || undefined })}
      />
      <TemplateField
        label="It says"
        rows={2}
        graph={graph}
        place={{ at: 'script', node: node.id }}
        error={problem('/say')}
        value={step.say ?? ''}
        onChange={(say) => set({ say: say || undefined })}
      />
      <TagsField
        label="It hands over to"
        error={problem('/handoff')}
        placeholder="nobody"
        options={[...new Set(handoffsFrom(graph, node.id).map(({ to }) => to))]}
        values={listed(step.handoff)}
        onChange={(nodes) => set({ handoff: unlisted(nodes) })}
      />
      <NumberField
        label="Confidence, 0 to 1"
        min={0}
        max={1}
        step="any"
        placeholder="none"
        error={problem('/confidence')}
        value={step.confidence}
        onChange={(confidence) => set({ confidence })}
      />
      {more ? (
        <RareFields {...props} />
      ) : (
        <div>
          <Button look="quiet" onClick={() => setMore(true)}>
            Tools, output, errors …
          </Button>
        </div>
      )}
    </>
  );
}

/** What few steps say. */
function RareFields({ step, graph, change, problem }: StepFieldsProps) {
  const set = (patch: Partial<ScriptStep>): void => change(patched(step, patch));
  return (
    <>
      <JsonField
        label="What it says with the handoff"
        help="The args of a model’s handoff."
        refuse={wantsObject}
        rows={2}
        error={problem('/args')}
        placeholder='{ "reason": "wants a refund" }'
        value={step.args}
        onChange={(args) => set({ args: isObject(args) ? (args as JsonObject) : undefined })}
      />
      <JsonField
        label="Tools that it calls"
        refuse={wantsList}
        rows={2}
        error={problem('/calls')}
        placeholder={`[{ "tool": "${graph.tools?.[0]?.id ?? 'calculator'}", "args": {} }]`}
        value={step.calls}
        onChange={(calls) => set({ calls: calls as ScriptStep['calls'] })}
      />
      <JsonField
        label="Its output"
        rows={2}
        error={problem('/output')}
        placeholder='{ "amount": 900 }'
        value={step.output}
        onChange={(output) => set({ output: output as Json | undefined })}
      />
      <TagsField
        label="It needs"
        help="Capabilities that it lacks."
        error={problem('/needs')}
        values={listed(step.needs)}
        onChange={(needs) => set({ needs: unlisted(needs) })}
      />
      <SelectField
        label="It fails"
        error={problem('/fail')}
        value={step.fail ? (step.fail.kind ?? 'model') : ''}
        choices={[
          { value: '', label: 'No' },
          ...errorKinds.map((kind) => ({ value: kind, label: `With an error of kind ${kind}` })),
        ]}
        onChange={(kind) =>
          set({
            fail:
              kind === '' ? undefined : patched(step.fail ?? {}, { kind: errorKinds.find((known) => known === kind) }),
          })
        }
      />
      {step.fail && (
        <>
          <TextField
            label="What the error says"
            value={step.fail.message ?? ''}
            onChange={(message) => set({ fail: patched(step.fail ?? {}, { message: message || undefined }) })}
          />
          <SwitchField
            label="It may pass, so it is tried again"
            checked={step.fail.passing ?? false}
            onChange={(passing) => set({ fail: patched(step.fail ?? {}, { passing: passing || undefined }) })}
          />
        </>
      )}
      <NumberField
        label="Wait before it, ms"
        min={0}
        max={600_000}
        placeholder="0"
        error={problem('/delayMs')}
        value={step.delayMs}
        onChange={(delayMs) => set({ delayMs })}
      />
      <SwitchField
        label="At most once in a run"
        error={problem('/once')}
        checked={step.once ?? false}
        onChange={(once) => set({ once: once || undefined })}
      />
    </>
  );
}
