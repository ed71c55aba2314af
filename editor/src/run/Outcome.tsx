/** How a run ended, or that it has not yet, as a chip: the same words on every screen. */
import type { PauseReason, RunStatus } from '@baton/shared/events';
import { CircleAlert, CircleCheck, CircleDot, CirclePause, CircleSlash } from 'lucide-react';
import type { ReactNode } from 'react';
import { Chip } from '../ui/Chip.tsx';
import { pauseWords, statusWords } from './words.ts';

interface OutcomeWords {
  words: string;
  tone: 'plain' | 'good' | 'warn' | 'bad' | 'live';
  icon: ReactNode;
}

const outcomes: Record<RunStatus, OutcomeWords> = {
  queued: { words: statusWords.queued, tone: 'live', icon: <CircleDot size={12} /> },
  running: { words: statusWords.running, tone: 'live', icon: <CircleDot size={12} /> },
  paused: { words: statusWords.paused, tone: 'warn', icon: <CirclePause size={12} /> },
  finished: { words: statusWords.finished, tone: 'good', icon: <CircleCheck size={12} /> },
  failed: { words: statusWords.failed, tone: 'bad', icon: <CircleAlert size={12} /> },
  cancelled: { words: statusWords.cancelled, tone: 'plain', icon: <CircleSlash size={12} /> },
};

interface OutcomeProps {
  status: RunStatus;
  /** Why it is paused, where that is known. */
  why?: PauseReason | undefined;
  title?: string;
}

export function Outcome({ status, why, title }: OutcomeProps) {
  const { words, tone, icon } = outcomes[status];
  return (
    <Chip tone={tone} icon={icon} {...(title !== undefined && { title })}>
      {status === 'paused' ? pauseWords(why) : words}
    </Chip>
  );
}

export const outcomeChoices = (Object.keys(outcomes) as RunStatus[]).map((status) => ({
  value: status,
  label: outcomes[status].words,
}));
