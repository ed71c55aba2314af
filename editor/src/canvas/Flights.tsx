/** The batons under way: each travels along its handoff from the sender to the receiver. */
import { ViewportPortal } from '@xyflow/react';
import { memo } from 'react';
import type { Flight } from '../run/pacing.ts';
import { useRun } from '../run/runStore.ts';
import styles from './Flights.module.css';
import { usePicture } from './picture.ts';

export const Flights = memo(function Flights() {
  const flights = useRun((run) => run.flights);
  return (
    <ViewportPortal>
      {flights.map((flight) => (
        <Baton key={flight.seq} flight={flight} />
      ))}
    </ViewportPortal>
  );
});

function Baton({ flight: { handoff, ms } }: { flight: Flight }) {
  const path = usePicture(({ routes }) => routes.get(handoff)?.path);
  if (path === undefined) return null;
  return (
    <div
      className={styles['baton']}
      data-baton={handoff}
      style={{ offsetPath: `path("${path}")`, animationDuration: `${ms}ms` }}
    />
  );
}
