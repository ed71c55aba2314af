/** `baton check`: what is wrong with a graph, for people and for scripts. */
import { parseArgs } from 'node:util';
import { checkGraph } from '@baton/shared/checks';
import { patternProblem } from '@baton/shared/patterns';
import type { Problem, Severity } from '@baton/shared/graph';
import { words } from '../log.ts';
import { readGraphFile } from './graph-file.ts';
import { painter, wrongUsage, type Command, type Io } from './io.ts';
import { write } from './harmless.ts';

const colours = { error: 'red', warning: 'yellow', hint: 'dim' } as const;

export const check: Command = {
  summary: 'check GRAPH.json             what is wrong with a graph',
  help: `baton check GRAPH.json

Checks a graph without running it: the format, names, ends of handoffs, conditions, ways in and out. Nothing is stored,
and nothing is asked over the network. Each problem has a code; docs/checks.md says what it means and what to do.

  --json    the problems as JSON
  --help    show this

Exit code: 0 when it can run (there may be warnings), 1 when it cannot, 2 for wrong usage.
`,
  async run(args, io) {
    let parsed;
    try {
      parsed = parseArgs({
        args,
        allowPositionals: true,
        options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
      });
    } catch (error) {
      return wrongUsage(io, check, words(error));
    }
    const { values, positionals } = parsed;
    if (values.help) {
      write(io.stdout, check.help);
      return 0;
    }
    const [file, more] = positionals;
    if (file === undefined) return wrongUsage(io, check, 'Which graph? Name its file.');
    if (more !== undefined) return wrongUsage(io, check, `One graph at a time; "${more}" is one too many.`);
    return report(file, io, values.json === true);
  },
};

function report(file: string, io: Io, json: boolean): number {
  const asJson = (problems: readonly Problem[]): void => void io.stdout.write(`${JSON.stringify({ problems })}\n`);
  const graph = readGraphFile(file, io, json ? asJson : undefined);
  if (!graph) return 1;
  const problems = checkGraph(graph, { patternProblem });
  const failed = problems.some(({ severity }) => severity === 'error');
  if (json) {
    asJson(problems);
    return failed ? 1 : 0;
  }
  const paint = painter(io.colour);
  for (const { severity, code, path, message } of problems) {
    const head = `${paint(colours[severity], severity.padEnd(7))}  ${path || '/'}  ${paint('dim', code)}`;
    write(io.stdout, `${head}\n         ${message}\n`);
  }
  const count = (severity: Severity) => problems.filter((problem) => problem.severity === severity).length;
  const found = [plural(count('error'), 'error'), plural(count('warning'), 'warning'), plural(count('hint'), 'hint')];
  const sum = found.filter(Boolean).join(', ') || 'no problems';
  write(io.stdout, `${file}: ${failed ? paint('red', sum) : sum}\n`);
  return failed ? 1 : 0;
}

const plural = (count: number, word: string): string =>
  count === 0 ? '' : `${count} ${word}${count === 1 ? '' : 's'}`;
