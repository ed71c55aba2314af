/** What stops an agent before it is asked, or before its answer is passed on. */
import { patched } from '@baton/shared/graph';
import { Segments } from '../../ui/Segments.tsx';
import { ConditionField } from '../../triggers/condition/ConditionField.tsx';
import { TemplateField } from '../../triggers/TemplateField.tsx';
import { FieldGroup } from '../../ui/FieldGroup.tsx';
import { ListEditor } from '../../ui/ListEditor.tsx';
import { Section } from '../../ui/Section.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { ToldAt } from '../../ui/told.ts';
import type { NodeFormProps } from '../form.ts';
import { ModelField } from '../ModelField.tsx';

type Guardrails = NonNullable<NodeFormProps<'agent'>['node']['guardrails']>;
type Side = keyof Guardrails;
type Guardrail = NonNullable<Guardrails['input']>[number];

const firstTrip = 'input.contains("password")';
const sides = [
  { side: 'input', title: 'Before it is asked' },
  { side: 'output', title: 'Before its answer is passed on' },
] as const;

export function GuardrailFields({ node, graph, change, problem }: NodeFormProps<'agent'>) {
  const { guardrails = {} } = node;
  const count = (guardrails.input?.length ?? 0) + (guardrails.output?.length ?? 0);
  const set = (side: Side, list: Guardrail[]): void => {
    const next = patched(guardrails, { [side]: list.length > 0 ? list : undefined });
    change({ guardrails: Object.keys(next).length > 0 ? next : undefined });
  };
  return (
    <Section
      name="guardrails"
      told={problem('/guardrails')}
      title="Guardrails"
      summary={count === 0 ? 'none' : String(count)}
    >
      {sides.map(({ side, title }) => (
        <FieldGroup key={side} label={title}>
          <ListEditor
            noun="guardrail"
            entries={guardrails[side] ?? []}
            fresh={(): Guardrail => (side === 'input' ? { trip: firstTrip } : { trip: 'message == ""' })}
            onChange={(list) => set(side, list)}
          >
            {(entry, changeEntry, index) => (
              <GuardrailForm
                guardrail={entry}
                change={changeEntry}
                node={node.id}
                graph={graph}
                problem={(field) => problem(`/guardrails/${side}/${index}${field}`)}
              />
            )}
          </ListEditor>
        </FieldGroup>
      ))}
    </Section>
  );
}

const kinds = [
  { value: 'trip', label: 'A condition' },
  { value: 'judge', label: 'A judge' },
] as const;
const thens = [
  { value: 'error', label: 'It fails, with an error of kind guardrail' },
  { value: 'say', label: 'It says something else instead' },
] as const;

interface GuardrailFormProps {
  guardrail: Guardrail;
  change: (guardrail: Guardrail) => void;
  node: string;
  graph: NodeFormProps<'agent'>['graph'];
  problem: ToldAt;
}

function GuardrailForm({ guardrail, change, node, graph, problem }: GuardrailFormProps) {
  const { then } = guardrail;
  const kept = then === undefined ? {} : { then };
  const said = typeof then === 'object' ? then.say : undefined;
  return (
    <>
      <div>
        <Segments
          label="Who decides"
          small
          value={'trip' in guardrail ? 'trip' : 'judge'}
          segments={kinds}
          onChange={(kind) =>
            change(kind === 'trip' ? { trip: firstTrip, ...kept } : { judge: 'Is this off topic?', ...kept })
          }
        />
      </div>
      {'trip' in guardrail ? (
        <ConditionField
          label="It stops when"
          graph={graph}
          place={{ at: 'guardrail', node }}
          error={problem('/trip')}
          value={guardrail.trip}
          onChange={(trip) => change({ ...guardrail, trip })}
        />
      ) : (
        <>
          <TextField
            label="Question for the judge"
            help="A model answers it; yes stops."
            rows={2}
            error={problem('/judge')}
            value={guardrail.judge}
            onChange={(judge) => change({ ...guardrail, judge })}
          />
          <ModelField
            label="Model of the judge"
            fallback="the agent’s"
            error={problem('/model')}
            value={guardrail.model}
            onChange={(model) => change(patched(guardrail, { model }))}
          />
        </>
      )}
      <SelectField
        label="Then"
        error={said === undefined ? problem('/then') : undefined}
        value={said === undefined ? 'error' : 'say'}
        choices={thens}
        onChange={(next) =>
          change(patched(guardrail, { then: next === 'error' ? undefined : { say: 'I cannot help with that.' } }))
        }
      />
      {said !== undefined && (
        <TemplateField
          label="What it says"
          rows={2}
          graph={graph}
          place={{ at: 'template', node }}
          error={problem('/then')}
          value={said}
          onChange={(say) => change({ ...guardrail, then: { say } })}
        />
      )}
    </>
  );
}
