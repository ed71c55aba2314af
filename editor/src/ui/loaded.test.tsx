import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { whenLoaded } from './loaded.tsx';

afterEach(cleanup);

const Part = ({ name }: { name: string }) => <p>Here is {name}</p>;
const Gone = () => <p>It could not be loaded</p>;

it('is there as soon as its code is, and at once the next time', async () => {
  const Later = whenLoaded(async () => Part, { instead: Gone, meanwhile: () => <p>On its way</p> });
  const { unmount } = render(<Later name="Ada" />);
  expect(screen.getByText('On its way')).toBeTruthy();
  await screen.findByText('Here is Ada');
  unmount();
  render(<Later name="Grace" />);
  expect(screen.getByText('Here is Grace')).toBeTruthy();
});

it('says that it could not be loaded, and tries again the next time', async () => {
  let tries = 0;
  const Later = whenLoaded(
    async () => {
      if (++tries === 1) throw new TypeError('Failed to fetch dynamically imported module');
      return Part;
    },
    { instead: Gone },
  );
  const { unmount } = render(<Later name="Ada" />);
  await screen.findByText('It could not be loaded');
  unmount();
  render(<Later name="Ada" />);
  await screen.findByText('Here is Ada');
});
