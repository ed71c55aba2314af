/** A run that is over, event by event: the slider shows what canvas and conversation were like at any moment. */
import { Pause, Play, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from '../ui/Button.tsx';
import { useNaming } from './naming.ts';
import styles from './Replay.module.css';
import { endReplay, momentsOf, replayTo } from './replay.ts';
import { useRun } from './runStore.ts';
import { duration } from './words.ts';

/** A moment is looked at this long while it plays, however long it took. */
const momentMs = 700;

export function Replay() {
  const log = useRun((run) => run.log);
  const at = useRun((run) => run.replay?.at);
  const names = useNaming();
  const [playing, setPlaying] = useState(false);
  const moments = momentsOf(log);
  const index = Math.max(
    0,
    moments.findLastIndex(({ seq }) => seq <= (at ?? 0)),
  );
  const last = moments.length - 1;
  const moment = moments[index];

  useEffect(() => {
    if (!playing) return undefined;
    const timer = setTimeout(() => {
      const next = moments[index + 1];
      if (next) replayTo(next.seq);
      if (index + 1 >= last) setPlaying(false);
    }, momentMs);
    return () => clearTimeout(timer);
  }, [playing, index, last, moments]);

  if (!moment) return null;
  const words = `${moment.node === undefined ? '' : `${names.node(moment.node)} `}${moment.what}`;
  const play = (): void => {
    // From the end it plays from the beginning.
    if (!playing && index === last && moments[0]) replayTo(moments[0].seq);
    setPlaying(!playing);
  };
  return (
    <section className={styles['replay']} aria-label="Replay">
      <IconButton
        label={playing ? 'Pause' : 'Play'}
        side="top"
        icon={playing ? <Pause size={16} /> : <Play size={16} />}
        onClick={play}
      />
      <input
        type="range"
        className={styles['slider']}
        aria-label="Moment of the run"
        aria-valuetext={`${words}, ${index + 1} of ${moments.length}`}
        min={0}
        max={last}
        value={index}
        onChange={(event) => {
          setPlaying(false);
          const chosen = moments[Number(event.target.value)];
          if (chosen) replayTo(chosen.seq);
        }}
      />
      <span className={styles['what']} title={words}>
        {words}
      </span>
      <span className={styles['time']}>{duration(moment.ms)}</span>
      <IconButton label="End the replay" side="top" icon={<X size={16} />} onClick={endReplay} />
    </section>
  );
}
