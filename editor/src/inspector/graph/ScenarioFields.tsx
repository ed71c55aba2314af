/** The tests that travel with a graph: what is said, what people answer, and what has to come of it. */
import { freeId, id as idSchema, isObject, type Json, nodesOf, patched, type Scenario } from '@baton/shared/graph';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../ui/Button.tsx';
import { DraftField } from '../../ui/DraftField.tsx';
import { JsonField, wantsObject } from '../../ui/JsonField.tsx';
import { ListEditor } from '../../ui/ListEditor.tsx';
import { Section } from '../../ui/Section.tsx';
import { TagsField } from '../../ui/TagsField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { ToldAt } from '../../ui/told.ts';
import type { GraphPartProps } from './part.ts';
import { AnswersField } from './AnswersField.tsx';
import styles from './ScenarioFields.module.css';

/** More of them are folded, each to its name and a line of what it does. */
const few = 2;

export function ScenarioFields({ graph, change, problem }: GraphPartProps) {
  const scenarios = graph.scenarios ?? [];
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(
    () => new Set(scenarios.length > few ? [] : scenarios.map(({ id }) => id)),
  );
  const turn = (id: string, open: boolean): void => {
    const next = new Set(unfolded);
    if (open) next.add(id);
    else next.delete(id);
    setUnfolded(next);
  };
  const set = (next: Scenario[]): void => change({ scenarios: next.length > 0 ? next : undefined });
  return (
    <Section
      name="scenarios"
      told={problem('/scenarios')}
      title="Scenarios"
      summary={scenarios.length === 0 ? 'none' : String(scenarios.length)}
    >
      <ListEditor
        noun="scenario"
        entries={scenarios}
        fresh={(): Scenario => {
          const id = freeId(
            'scenario',
            scenarios.map((scenario) => scenario.id),
          );
          turn(id, true);
          return { id, say: ['Hello'] };
        }}
        onChange={set}
      >
        {(scenario, changeOne, index) => (
          <OneScenario
            scenario={scenario}
            others={scenarios.filter((other) => other !== scenario).map(({ id }) => id)}
            graph={graph}
            change={(next) => {
              if (next.id !== scenario.id && unfolded.has(scenario.id)) turn(next.id, true);
              changeOne(next);
            }}
            problem={(field) => problem(`/scenarios/${index}${field}`)}
            open={unfolded.has(scenario.id)}
            onTurn={(open) => turn(scenario.id, open)}
          />
        )}
      </ListEditor>
    </Section>
  );
}

interface OneScenarioProps {
  scenario: Scenario;
  others: readonly string[];
  graph: GraphPartProps['graph'];
  change: (scenario: Scenario) => void;
  problem: ToldAt;
  open: boolean;
  onTurn: (open: boolean) => void;
}

function OneScenario(props: OneScenarioProps) {
  const { scenario, change, problem, open, onTurn } = props;
  const name = scenario.name ?? scenario.id;
  return (
    <>
      <TextField
        label="Name"
        aside={
          <IconButton
            className={styles['turn']}
            label={open ? `Fewer details of ${name}` : `Details of ${name}`}
            icon={open ? <ChevronUp size={14} /> : <ChevronDown size={14} />}
            aria-expanded={open}
            onClick={() => onTurn(!open)}
          />
        }
        placeholder={scenario.id}
        error={problem(open ? '/name' : '')}
        value={scenario.name ?? ''}
        onChange={(next) => change(patched(scenario, { name: next || undefined }))}
      />
      {open ? <ScenarioDetails {...props} /> : <p className={styles['told']}>{scenario.say.join(' · ')}</p>}
    </>
  );
}

function ScenarioDetails({ scenario, others, graph, change, problem }: OneScenarioProps) {
  const expected = scenario.expect ?? {};
  const expect = (patch: Partial<NonNullable<Scenario['expect']>>): void => {
    const next = patched(expected, patch);
    change(patched(scenario, { expect: Object.keys(next).length > 0 ? next : undefined }));
  };
  return (
    <>
      <DraftField
        label="Id of the scenario"
        mono
        value={scenario.id}
        error={problem('/id')}
        refuse={(next) => {
          const parsed = idSchema.safeParse(next);
          if (!parsed.success) return parsed.error.issues[0]?.message;
          return others.includes(next) ? `There is already a scenario "${next}".` : undefined;
        }}
        onCommit={(next) => change({ ...scenario, id: next })}
      />
      <TextField
        label="The user says"
        help="One turn a line."
        rows={2}
        error={problem('/say')}
        value={scenario.say.join('\n')}
        onChange={(text) => change({ ...scenario, say: text.split('\n') })}
      />
      <AnswersField
        graph={graph}
        answers={scenario.answers ?? {}}
        error={problem('/answers')}
        onChange={(answers) => change(patched(scenario, { answers }))}
      />
      <TagsField
        label="It has to go through"
        help="Nodes in the order in which they are entered."
        error={problem('/expect/route')}
        placeholder="any route"
        repeats
        options={nodesOf(graph).map((node) => node.id)}
        values={expected.route ?? []}
        onChange={(route) => expect({ route: route.length > 0 ? route : undefined })}
      />
      <TagsField
        label="It has to take the handoffs"
        error={problem('/expect/handoffs')}
        placeholder="any"
        options={(graph.handoffs ?? []).map((handoff) => handoff.id)}
        values={expected.handoffs ?? []}
        onChange={(handoffs) => expect({ handoffs: handoffs.length > 0 ? handoffs : undefined })}
      />
      <TextField
        label="Its answer has to contain"
        error={problem('/expect/says')}
        value={expected.says ?? ''}
        onChange={(says) => expect({ says: says || undefined })}
      />
      <JsonField
        label="The state has to be"
        rows={2}
        refuse={wantsObject}
        error={problem('/expect/state')}
        placeholder='{ "intent": "returns" }'
        value={expected.state}
        onChange={(state) => expect({ state: isObject(state) ? (state as { [key: string]: Json }) : undefined })}
      />
    </>
  );
}
