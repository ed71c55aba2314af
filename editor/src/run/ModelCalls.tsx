/** The calls of models in one visit: the messages exactly as they were sent, and the tools that were offered. */
import type { ModelCallView, RunView, VisitView } from '@baton/shared/events';
import { Code, Details } from './Details.tsx';
import styles from './Lens.module.css';
import { Messages } from './Messages.tsx';
import { costWords, count, duration, pretty, tokenWords } from './words.ts';

export function ModelCalls({ visit, view }: { visit: VisitView; view: RunView }) {
  return visit.models.map((call, index) => (
    <Details
      key={call.message}
      summary={
        <>
          Call {index + 1} to <b>{call.model}</b>
          <span className={styles['faint']}>{factsOf(call)}</span>
        </>
      }
    >
      <Messages ids={[...call.request.messages, call.message]} messages={view.messages} />
      {call.request.tools.length > 0 && (
        <Details summary={`${count(call.request.tools.length, 'tool')} offered`}>
          {call.request.tools.map(({ name, description, parameters }) => (
            <Code key={name} label={`${name}: ${description}`}>
              {pretty(parameters)}
            </Code>
          ))}
        </Details>
      )}
      {call.request.options && <Code label="Options">{pretty(call.request.options)}</Code>}
    </Details>
  ));
}

const factsOf = ({ tokens, ms, costUsd }: ModelCallView): string =>
  [tokenWords(tokens), duration(ms), costWords(costUsd)].filter(Boolean).join(' · ');
