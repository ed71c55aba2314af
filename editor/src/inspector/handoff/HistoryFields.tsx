/** Which messages are passed on. */
import type { History } from '@baton/shared/graph';
import { ModelField } from '../../nodes/ModelField.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { ToldAt } from '../../ui/told.ts';

const choices = [
  { value: 'all', label: 'All that the sender saw and said' },
  { value: 'last', label: 'The last few' },
  { value: 'since-user', label: 'Since the user’s last message' },
  { value: 'since-handoff', label: 'Since the last handoff' },
  { value: 'summary', label: 'A summary' },
  { value: 'none', label: 'None' },
] as const;
type Choice = (typeof choices)[number]['value'];

const fresh: Record<Choice, History> = {
  all: 'all',
  none: 'none',
  last: { last: 6 },
  'since-user': { since: 'user' },
  'since-handoff': { since: 'handoff' },
  summary: { summary: 'Sum up what matters for the receiver.' },
};

function choiceOf(history: History): Choice {
  if (typeof history === 'string') return history;
  if ('last' in history) return 'last';
  if ('since' in history) return history.since === 'user' ? 'since-user' : 'since-handoff';
  return 'summary';
}

export function historyWords(history: History): string {
  if (history === 'all') return 'all messages';
  if (history === 'none') return 'no messages';
  if ('last' in history) return `last ${history.last} messages`;
  if ('since' in history) return `since the last ${history.since === 'user' ? 'user message' : 'handoff'}`;
  return 'a summary';
}

interface HistoryFieldsProps {
  history: History;
  onChange: (history: History) => void;
  problem: ToldAt;
}

export function HistoryFields({ history, onChange, problem }: HistoryFieldsProps) {
  const inModel = problem('/context/history/model');
  return (
    <>
      <SelectField
        label="Messages"
        error={fieldOfItsOwn(history) ? undefined : problem('/context/history')}
        value={choiceOf(history)}
        choices={choices}
        onChange={(next) => onChange(fresh[next])}
      />
      {typeof history === 'object' && 'last' in history && (
        <NumberField
          label="How many"
          help="A tool call and its results count as one."
          min={1}
          error={problem('/context/history')}
          value={history.last}
          onChange={(last) => onChange({ last: last ?? 1 })}
        />
      )}
      {typeof history === 'object' && 'summary' in history && (
        <>
          <TextField
            label="How to sum up"
            help="One model call; the thread keeps everything."
            rows={2}
            error={inModel ? undefined : problem('/context/history')}
            value={history.summary}
            onChange={(summary) => onChange({ ...history, summary })}
          />
          <ModelField
            label="Model that sums up"
            fallback="the sender’s"
            value={history.model}
            error={inModel}
            onChange={(model) => onChange({ summary: history.summary, ...(model && { model }) })}
          />
        </>
      )}
    </>
  );
}

/** What is wrong with these is told at the number or the text that belongs to them. */
const fieldOfItsOwn = (history: History): boolean =>
  typeof history === 'object' && ('last' in history || 'summary' in history);
