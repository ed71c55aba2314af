/** The starter graphs, as documents, and what is typed into the test panel when one is opened. */
import { parseGraph } from '../graph/parse.ts';
import type { Graph } from '../graph/schema.ts';
import chaining from './chaining.json' with { type: 'json' };
import customerService from './customer-service.json' with { type: 'json' };
import evaluatorOptimiser from './evaluator-optimiser.json' with { type: 'json' };
import gatedAgent from './gated-agent.json' with { type: 'json' };
import humanEscalation from './human-escalation.json' with { type: 'json' };
import medicalQuestions from './medical-questions.json' with { type: 'json' };
import orchestratorWorkers from './orchestrator-workers.json' with { type: 'json' };
import researchWriteEdit from './research-write-edit.json' with { type: 'json' };
import routing from './routing.json' with { type: 'json' };
import sectioning from './sectioning.json' with { type: 'json' };
import softwareTeam from './software-team.json' with { type: 'json' };
import voting from './voting.json' with { type: 'json' };

/** `team`: a whole service to start from. `pattern`: one way of handing over, as small as it can be. */
export type TemplateGroup = 'team' | 'pattern';

export interface Template {
  id: string;
  group: TemplateGroup;
  title: string;
  /** One sentence for the card. */
  summary: string;
  /** What stands in the test panel. */
  message: string;
  /** Messages that take other routes. */
  alternatives: readonly string[];
  graph: Graph;
}

type Entry = Pick<Template, 'title' | 'summary' | 'message' | 'alternatives' | 'graph'>;

const teams = (): Entry[] => [
  {
    graph: graphOf(customerService),
    title: 'Customer service',
    summary: 'Triage hands over to a specialist; large refunds wait for a supervisor, unsure answers for a colleague.',
    message: 'I was charged twice for order 1001',
    alternatives: [
      'I want my money back, all 900 euros',
      'My order 1003 arrived broken, please refund it',
      'The app crashes when I open my photos',
      'There is a charge of 12 euros that I do not know',
    ],
  },
  {
    graph: graphOf(softwareTeam),
    title: 'Software team',
    summary: 'Plan, code, test, and back to the code while a test fails: twice at most, then a person decides.',
    message: 'Add a function that parses durations like 1h30m',
    alternatives: [
      'Rename getUser to findUser everywhere',
      'Make the flaky date test pass',
      'Make the settings page better',
    ],
  },
  {
    graph: graphOf(medicalQuestions),
    title: 'Medical questions',
    summary: 'Everyday questions get an answer; red flags reach a nurse at once, with a summary.',
    message: 'My baby has had a fever of 39.5 for three days',
    alternatives: [
      'I have had a mild headache since this morning',
      'I have chest pain and my left arm feels numb',
      'Can I take ibuprofen together with my blood thinner?',
    ],
  },
  {
    graph: graphOf(researchWriteEdit),
    title: 'Research, write, edit',
    summary: 'A researcher, a writer and an editor make an article; the editor sends it back once, with notes.',
    message: 'Write an article about heat pumps in old houses',
    alternatives: [
      'I need 200 words on sourdough',
      'What is a heat pump?',
      "Write a piece about our town's clock tower",
    ],
  },
];

/** Their words are in the documents: what a scenario says is what can be typed. */
const patterns = (): Entry[] =>
  [chaining, routing, sectioning, voting, orchestratorWorkers, evaluatorOptimiser, gatedAgent, humanEscalation].map(
    (document) => {
      const graph = graphOf(document);
      const [message = '', ...alternatives] = (graph.scenarios ?? []).flatMap(({ say }) => say.slice(0, 1));
      return { graph, title: graph.name ?? graph.id, summary: graph.description ?? '', message, alternatives };
    },
  );

const grouped = (group: TemplateGroup, entries: readonly Entry[]): Template[] =>
  entries.map((entry) => ({ id: entry.graph.id, group, ...entry }));

let known: readonly Template[] | undefined;

/** Read when they are first asked for: who opens a graph need not wait for them. */
export const templates = (): readonly Template[] =>
  (known ??= [...grouped('team', teams()), ...grouped('pattern', patterns())]);

function graphOf(document: unknown): Graph {
  const parsed = parseGraph(document);
  if (parsed.ok) return parsed.graph;
  throw new Error(parsed.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
}
