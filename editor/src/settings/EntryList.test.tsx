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
