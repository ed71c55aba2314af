/** With what: which messages, state and results the receiver gets, and how they look to it. */
import { type ContextRules, historyOf, nodeName, nodesOf, patched } from '@baton/shared/graph';
import { TemplateField } from '../../triggers/TemplateField.tsx';
import { CheckField } from '../../ui/CheckField.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Section } from '../../ui/Section.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import type { HandoffPartProps } from './part.ts';
import { HistoryFields, historyWords } from './HistoryFields.tsx';
import { RedactFields } from './RedactFields.tsx';

const tools = [
  { value: 'keep', label: 'All of them stay' },
  { value: 'no-handoffs', label: 'They stay, but not the transfers' },
  { value: 'text', label: 'Retold as text' },
  { value: 'drop', label: 'Left out' },
] as const;
const speakers = [
  { value: 'as-is', label: 'As they are' },
  { value: 'named', label: 'With their names: “[Triage] …”' },
  { value: 'as-user', label: 'As if the user had said them' },
] as const;

export function ContextFields({ handoff, graph, change, problem }: HandoffPartProps) {
  const rules = handoff.context ?? {};
  const keys = Object.keys(graph.state ?? {});
  const set = (patch: Partial<ContextRules>): void => {
    const context = patched(rules, patch);
    change({ context: Object.keys(context).length > 0 ? context : undefined }, `context:${Object.keys(patch).join()}`);
  };
  return (
    <Section
      name="context"
      told={problem('/context')}
      title="What is passed on"
      open
      summary={historyWords(historyOf(rules))}
    >
      <HistoryFields
        history={historyOf(rules)}
        problem={problem}
        onChange={(history) => set({ history: history === 'all' ? undefined : history })}
      />
      <NumberField
        label="At most this many tokens"
        help="Cuts the oldest first."
        min={1}
        placeholder="no limit"
        error={problem('/context/maxTokens')}
        value={rules.maxTokens}
        onChange={(maxTokens) => set({ maxTokens })}
      />
      <TemplateField
        label="Brief"
        help="Added to the receiver’s instructions. from, to and args say who hands over and why."
        rows={3}
        graph={graph}
        place={{ at: 'package', handoff }}
        error={problem('/context/brief')}
        placeholder="{{ from.name }} hands over: {{ args.reason }}"
        value={rules.brief ?? ''}
        onChange={(brief) => set({ brief: brief || undefined })}
      />
      <SelectField
        label="State"
        help={
          rules.state === undefined
            ? undefined
            : 'The receiver’s texts see only these; conditions always see all of it.'
        }
        value={rules.state === undefined ? 'all' : 'some'}
        choices={[
          { value: 'all', label: 'All of it' },
          { value: 'some', label: 'Only what is chosen' },
        ]}
        onChange={(next) => set({ state: next === 'all' ? undefined : keys })}
      />
      {rules.state !== undefined && (
        <CheckField
          label="State values"
          error={problem('/context/state')}
          values={rules.state}
          choices={[...new Set([...keys, ...rules.state])].map((key) => ({ value: key, label: key }))}
          onChange={(state) => set({ state })}
        />
      )}
      {nodesOf(graph).length > 1 && (
        <CheckField
          label="Outputs of"
          error={problem('/context/results')}
          values={rules.results ?? []}
          choices={nodesOf(graph).map((node) => ({ value: node.id, label: nodeName(node) }))}
          onChange={(results) => set({ results: results.length > 0 ? results : undefined })}
        />
      )}
      <SelectField
        label="Tool calls and their results"
        error={problem('/context/tools')}
        value={rules.tools ?? 'no-handoffs'}
        choices={tools}
        onChange={(next) => set({ tools: next === 'no-handoffs' ? undefined : next })}
      />
      <SelectField
        label="What other agents said"
        error={problem('/context/speakers')}
        value={rules.speakers ?? 'as-is'}
        choices={speakers}
        onChange={(next) => set({ speakers: next === 'as-is' ? undefined : next })}
      />
      <RedactFields
        redact={rules.redact ?? []}
        problem={problem}
        onChange={(redact) => set({ redact: redact.length > 0 ? redact : undefined })}
      />
    </Section>
  );
}
