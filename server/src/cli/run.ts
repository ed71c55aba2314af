/** `baton run`: a graph on one message, from its file to its answer, without a server. */
import { parseArgs } from 'node:util';
import { execute, MemoryStore, newRunId, newThreadId } from '@baton/runtime';
import { isEnding, reduceAll, type RunView } from '@baton/shared/events';
import { findNode, nodeName, type Graph } from '@baton/shared/graph';
import { words } from '../log.ts';
import { problemsHere, type Here } from '../runs/check.ts';
import { pinGraphs } from '../runs/pins.ts';
import { BadMcpFile } from '../runs/mcp-servers.ts';
import { BadSecretKey } from '../security/secrets.ts';
import type { PinnedGraphs } from '../store/store.ts';
import { allowedHosts, allowHostFlag, dataFolder } from '../settings.ts';
import { askPerson } from './ask.ts';
import { graphsBeside, readGraphFile } from './graph-file.ts';
import { painter, wrongUsage, type Command, type Io } from './io.ts';
import { redactedSpeech } from '../security/redact-speech.ts';
import { RoutePrinter } from './route-printer.ts';
import { openSurroundings, type Surroundings } from './surroundings.ts';
import { Person } from './terminal.ts';
import { write } from './harmless.ts';

export const run: Command = {
  summary: 'run GRAPH.json "message"     a graph on one message; prints the route as it happens',
  help: `baton run GRAPH.json "message" [--model MODEL] [--json]

Runs a graph without a server and prints its route as it happens. Questions to people are asked here when this is a
terminal; otherwise the run ends where it waits. A graph that it runs inside itself, by the id "refund", is read from
refund.json beside its file.

  --model MODEL   in place of every node's model: "script", or "provider:name" such as "openai:gpt-5-mini"
  --json          the events of the run's log, one a line
  --data DIR      the data folder whose providers are used, ~/.baton by default (or BATON_DATA)
  --allow-host HOST   let tools call this host of a private network; may be repeated (or BATON_ALLOW_HOSTS)
  --help          show this

Providers and secrets are those of the data folder's settings; OpenAI also by OPENAI_API_KEY and OPENAI_BASE_URL, and a
secret that a tool names SHOP_TOKEN also by BATON_SECRET_SHOP_TOKEN.
Exit code: 0 when the run finished or waits for a person, 1 when the graph or the run failed, 2 for wrong usage.
`,
  async run(args, io) {
    const text = { type: 'string' } as const;
    const flag = { type: 'boolean' } as const;
    let parsed;
    try {
      const options = { model: text, data: text, json: flag, ...allowHostFlag, help: { ...flag, short: 'h' } };
      parsed = parseArgs({ args, allowPositionals: true, options });
    } catch (error) {
      return wrongUsage(io, run, words(error));
    }
    const { values, positionals } = parsed;
    if (values.help) {
      write(io.stdout, run.help);
      return 0;
    }
    const [file, message, more] = positionals;
    if (file === undefined) return wrongUsage(io, run, 'Which graph? Name its file.');
    if (message === undefined)
      return wrongUsage(io, run, 'What does the user say? Put the message in quotes after the file.');
    if (more !== undefined)
      return wrongUsage(io, run, `One message at a time; put it in quotes. "${more}" is one too many.`);

    const allowed = allowedHosts(io.env, values['allow-host']);
    if (!allowed.ok) return wrongUsage(io, run, allowed.problem);

    const graph = readGraphFile(file, io);
    if (!graph) return 1;
    try {
      await using here = await openSurroundings(dataFolder(io.env, values.data), io.env, allowed.hosts);
      const graphs = await canRun(
        file,
        graph,
        { models: here.models, model: values.model, servers: here.mcpServers },
        io,
      );
      if (!graphs) return 1;
      return await play({ graph, graphs, message, model: values.model, here, json: values.json === true }, io);
    } catch (error) {
      if (!(error instanceof BadSecretKey || error instanceof BadMcpFile)) throw error;
      write(io.stderr, `${error.message}\n`);
      return 1;
    }
  },
};

/** @returns the other graphs that it reaches; undefined when something stands against it, which has been said on stderr. */
async function canRun(file: string, graph: Graph, here: Here, io: Io) {
  const noModel = here.model === undefined ? undefined : here.models.problem(here.model);
  const { pins, problems } = await pinGraphs(graphsBeside(file, io), graph, here);
  const errors = [...problemsHere(graph, here), ...problems].filter(({ severity }) => severity === 'error');
  for (const { path, message } of errors) write(io.stderr, `${file}: ${path || 'the document'}: ${message}\n`);
  if (noModel !== undefined) write(io.stderr, `--model: ${noModel}\n`);
  return errors.length === 0 && noModel === undefined ? pins : undefined;
}

interface Play {
  graph: Graph;
  graphs: PinnedGraphs;
  message: string;
  model: string | undefined;
  here: Surroundings;
  json: boolean;
}

async function play({ graph, graphs, message, model, here, json }: Play, io: Io): Promise<number> {
  const [runId, thread, store] = [newRunId(), newThreadId(), new MemoryStore()];
  store.place(runId, thread);
  const paint = painter(io.colour);
  const printer = new RoutePrinter(graph, io.stdout, paint);
  const person = new Person(io, paint);
  for (;;) {
    const options = {
      run: runId,
      thread,
      graph,
      graphs: Object.fromEntries(graphs),
      version: 'draft',
      input: message,
      model,
      store,
      models: here.models,
      tools: here.tools,
      signal: io.signal,
    };
    for await (const one of redactedSpeech(execute(options), here.redactor)) {
      const event = here.redactor.json(one);
      if (!json) printer.print(event);
      else if ('seq' in event) io.stdout.write(`${JSON.stringify(event)}\n`);
    }
    const log = await store.events(runId);
    const view = reduceAll(log);
    if (log.some(isEnding)) return view.status === 'finished' ? 0 : 1;
    const ask = view.asks.find(({ open }) => open);
    if (!ask || !io.terminal || json) return json ? 0 : paused(view, graph, io);
    const asked = await askPerson(view, ask, person, io.env['USER'] ?? 'user');
    if (asked === 'left') return paused(view, graph, io);
    if (asked !== 'late') await store.write(runId, { events: [asked.answered] });
  }
}

function paused({ asks }: RunView, graph: Graph, io: Io): 0 {
  const waiting = asks.flatMap(({ open, node }) => (open ? (findNode(graph, node) ?? []) : []));
  const who = waiting.map(nodeName).join(', ') || 'it';
  write(
    io.stdout,
    `\nThe run is paused: ${who} waits for a person. Run it at a terminal to answer, or on a server (npm start).\n`,
  );
  return 0;
}
