import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeServer, problem } from '../api/fake-server.ts';
import { useProviders } from '../api/useProviders.ts';
import { ModelMenu } from './ModelMenu.tsx';

const onChoose = vi.fn<(model: string | undefined) => void>();
const many = Array.from({ length: 300 }, (_, index) => `vendor/model-${index}`);
const desk = { name: 'desk', kind: 'openai-compatible', models: many };

beforeEach(() => useProviders.setState({ providers: undefined, error: undefined }));
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
  vi.unstubAllGlobals();
});

function open() {
  render(<ModelMenu label="Model" fallback="openai:gpt-5-mini" onChoose={onChoose} />);
  fireEvent.click(screen.getByRole('button', { name: 'Choose: Model' }));
}

const field = () => screen.getByRole('combobox');
const options = () => screen.queryAllByRole('option').map(({ textContent }) => textContent);
const answer = async (...providers: unknown[]) => {
  fakeServer().answers.set('GET /api/settings/providers', () => Response.json({ providers }));
  await act(() => useProviders.getState().load());
};

it('stays open, with what was typed, when the models come after it was opened', async () => {
  const answered = Promise.withResolvers<Response>();
  vi.stubGlobal('fetch', () => answered.promise);
  open();
  fireEvent.change(field(), { target: { value: 'model-123' } });
  expect(screen.getByText('Asking the server for its models …')).toBeTruthy();
  answered.resolve(Response.json({ providers: [desk] }));
  await screen.findByText('desk:vendor/model-123');
  expect(options()).toEqual(['desk:vendor/model-123']);
  fireEvent.keyDown(field(), { key: 'Enter' });
  expect(onChoose.mock.calls).toEqual([['desk:vendor/model-123']]);
});

it('has the default and the script before all else, and takes the default as no name', async () => {
  await answer({ ...desk, models: ['small'] }, { name: 'script', kind: 'script', models: [] });
  open();
  expect(options().map((option) => option?.split(/(?=openai|Plays)/)[0])).toEqual([
    'The default',
    'script',
    'desk:small',
  ]);
  fireEvent.keyDown(field(), { key: 'Enter' });
  expect(onChoose.mock.calls).toEqual([[undefined]]);
});

it.each([
  [[], 'More can be chosen here once a provider is added in Settings.'],
  [[{ ...desk, models: [] }], 'desk lists no models: type the name, as desk:model.'],
])('says why a model is not among them (%j)', async (providers, words) => {
  await answer(...providers);
  open();
  expect(screen.getByText(words)).toBeTruthy();
});

it('asks again when it is opened and the models could not be read, and says what is wrong', async () => {
  const server = fakeServer();
  server.answers.set('GET /api/settings/providers', () => problem(500, 'The disk is full.'));
  open();
  expect(await screen.findByText(/The disk is full/)).toBeTruthy();
  expect(server.asked).toEqual(['GET /api/settings/providers']);
});
