import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { Part } from './Part.tsx';
import { useSharedTrouble } from './troubles.ts';

afterEach(cleanup);

function Parts({ errors }: { errors: readonly (string | undefined)[] }) {
  const shared = useSharedTrouble();
  return (
    <>
      {shared && <p role="alert">{shared}</p>}
      {errors.map((error, index) => (
        // The parts of a screen are always the same.
        <Part key={index} title={`Part ${index}`} about="" error={error}>
          {null}
        </Part>
      ))}
    </>
  );
}

const told = (): string[] => screen.queryAllByRole('alert').map(({ textContent }) => textContent.trim());

it('what befell several parts is told once, and what befell one in it', () => {
  const { rerender } = render(<Parts errors={['Away.', undefined, 'Away.', 'Full.', 'Away.']} />);
  expect(told()).toEqual(['Away.', 'Full.']);
  rerender(<Parts errors={[undefined, undefined, 'Away.', undefined, undefined]} />);
  expect(told()).toEqual(['Away.']);
  rerender(<Parts errors={[undefined, undefined, undefined]} />);
  expect(told()).toEqual([]);
});
