import { emptyView, type PauseReason } from '@baton/shared/events';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { RunRow } from './RunRow.tsx';

afterEach(cleanup);

const run = {
  run: 'r_1',
  thread: 't_1',
  graph: 'desk',
  version: 1,
  status: 'paused',
  input: 'Hello',
  createdAt: '2026-11-24T12:00:00Z',
} as const;

function row(why: PauseReason | undefined): string {
  const view = why && { ...emptyView('r_1'), status: 'paused' as const, why };
  render(
    <table>
      <tbody>
        <RunRow run={run} graph={undefined} view={view} chosen={false} onChoose={() => undefined} />
      </tbody>
    </table>,
  );
  const text = screen.getByRole('row').textContent;
  cleanup();
  return text;
}

it('a run that is paused says why, and that a person is needed only where one is', () => {
  expect(row('human')).toContain('Needs a person');
  expect(row('approval')).toContain('Needs approval');
  expect(row('shutdown')).toContain('Server was stopped');
  expect(row('breakpoint')).toContain('At a breakpoint');
  // Before its view was read.
  expect(row(undefined)).toContain('Paused');
});
