import { Play } from 'lucide-react';
import { expect, test } from 'vitest';
import type { Action } from '../actions/action.ts';
import { entriesOf, find } from './entries.ts';

const action = (id: string, label: string, enabled = true): Action => ({
  id,
  group: 'Run',
  label: () => label,
  icon: Play,
  shortcuts: [],
  enabled: () => enabled,
  run: () => undefined,
});
const entries = entriesOf(
  [action('run', 'Run'), action('stop', 'Stop', false), action('redo', 'Redo')],
  [{ id: 'desk/returns', label: 'Returns', detail: 'Works out what is refunded', icon: 'bot', run: () => undefined }],
  [{ id: 'desk', name: 'Customer service', description: 'Triage, then a specialist' }],
);
const keys = (query: string, recent: string[] = []): string[] =>
  find(entries, query, recent).map(({ entry }) => entry.key);

test('what cannot be done now is not offered', () => expect(keys('stop')).not.toContain('action:stop'));

test('what has only its key is not offered', () => {
  expect(entriesOf([{ ...action('add', 'Add a node'), keyOnly: true }], [], [])).toEqual([]);
});

test('before anything is typed, what was chosen last comes first', () => {
  expect(keys('', ['graph:desk', 'node:desk/returns'])).toEqual([
    'graph:desk',
    'node:desk/returns',
    'action:run',
    'action:redo',
  ]);
});

test('what fits best comes first, and of what fits alike what was chosen last', () => {
  expect(keys('re')[0]).toBe('action:redo');
  expect(keys('re', ['node:desk/returns'])[0]).toBe('node:desk/returns');
});

test('a description is searched too, after every name', () => {
  expect(keys('refunded')).toEqual(['node:desk/returns']);
  expect(keys('tri')).toEqual(['graph:desk']);
});
