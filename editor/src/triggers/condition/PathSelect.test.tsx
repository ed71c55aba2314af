import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { PathSelect } from './PathSelect.tsx';

const text = { kind: 'string' } as const;
const stateOf = (count: number) => Array.from({ length: count }, (_, i) => ({ path: `state.key_${i}`, type: text }));

afterEach(cleanup);

it('is a list by groups while there are few', () => {
  render(<PathSelect label="Value" value="state.key_1" paths={stateOf(3)} onChange={vi.fn<() => void>()} />);
  expect(screen.getByRole('combobox', { name: 'Value' })).toHaveProperty('value', 'state.key_1');
});

it('finds one of many by typing, and a variable by its name as by its words', () => {
  const onChange = vi.fn<(path: string) => void>();
  const paths = [...stateOf(40), { path: 'visits', type: text }];
  render(<PathSelect label="Value" value="state.key_1" paths={paths} onChange={onChange} />);
  const choose = (typed: string): void => {
    fireEvent.click(screen.getByRole('button', { name: 'Value: state.key_1' }));
    const field = screen.getByRole('combobox', { name: 'Value' });
    fireEvent.change(field, { target: { value: typed } });
    fireEvent.keyDown(field, { key: 'Enter' });
  };
  choose('key_37');
  choose('visits of');
  choose('visits');
  expect(onChange.mock.calls).toEqual([['state.key_37'], ['visits'], ['visits']]);
});
