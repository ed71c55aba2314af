/** How a run ended, or that it has not yet, as a chip: the same words on every screen. */
import type { RunStatus } from '@baton/shared/events';
import { CircleAlert, CircleCheck, CircleDot, CirclePause, CircleSlash } from 'lucide-react';
import type { ReactNode } from 'react';
import { Chip } from '../ui/Chip.tsx';
import { statusWords } from './words.ts';

interface OutcomeWords {
  words: string;
  tone: 'plain' | 'good' | 'warn' | 'bad' | 'live';
  icon: ReactNode;
}

const outcomes: Record<RunStatus, OutcomeWords> = {
  queued: { words: statusWords.queued, tone: 'live', icon: <CircleDot size={12} /> },
  running: { words: statusWords.running, tone: 'live', icon: <CircleDot size={12} /> },
  paused: { words: 'Needs a person', tone: 'warn', icon: <CirclePause size={12} /> },
  finished: { words: statusWords.finished, tone: 'good', icon: <CircleCheck size={12} /> },
  failed: { words: statusWords.failed, tone: 'bad', icon: <CircleAlert size={12} /> },
  cancelled: { words: statusWords.cancelled, tone: 'plain', icon: <CircleSlash size={12} /> },
};

export function Outcome({ status, title }: { status: RunStatus; title?: string }) {
  const { words, tone, icon } = outcomes[status];
  return (
    <Chip tone={tone} icon={icon} {...(title !== undefined && { title })}>
      {words}
    </Chip>
  );
}

export const outcomeChoices = (Object.keys(outcomes) as RunStatus[]).map((status) => ({
  value: status,
  label: outcomes[status].words,
}));
