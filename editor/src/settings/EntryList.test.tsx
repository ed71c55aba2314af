import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { EntryList } from './EntryList.tsx';

function List() {
  return (
    <EntryList
      entries={['ann', 'bob']}
      keyOf={(name) => name}
      add="Add a user"
      renderRow={(name, edit) => <button onClick={edit}>{`Change ${name}`}</button>}
      renderForm={(name = 'new', close) => <button onClick={close}>{`Cancel ${name}`}</button>}
    />
  );
}

afterEach(cleanup);

it('gives the focus back to what had opened the form', () => {
  render(<List />);
  for (const [opens, closes] of [
    ['Change bob', 'Cancel bob'],
    ['Add a user', 'Cancel new'],
  ] as const) {
    fireEvent.click(screen.getByText(opens));
    fireEvent.click(screen.getByText(closes));
    expect(document.activeElement?.textContent).toBe(opens);
  }
});

it('of many finds those that are called so, and has them in the order of their names', () => {
  const names = Array.from({ length: 12 }, (_, index) => `user${index}`).toReversed();
  render(
    <EntryList
      entries={names}
      keyOf={(name) => name}
      nameOf={(name) => name}
      renderRow={(name) => name}
      renderForm={() => null}
    />,
  );
  const rows = () => screen.getAllByRole('listitem').map((row) => row.textContent);
  expect(rows()).toEqual(names.toReversed());
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'R1' } });
  expect(rows()).toEqual(['user1', 'user10', 'user11']);
});
