/** One call of a tool: its name and how it went; arguments and result when it is unfolded. */
import type { ToolCallView } from '@baton/shared/events';
import { CircleAlert, LoaderCircle, Wrench } from 'lucide-react';
import { Code, Details } from './Details.tsx';
import styles from './Conversation.module.css';
import { duration, inline, pretty } from './words.ts';

export function ToolCall({ call }: { call: ToolCallView }) {
  const { tool, args, status, result, error, ms } = call;
  const given = Object.values(args).map(inline).join(', ');
  return (
    <Details
      summary={
        <span className={styles['tool']} data-status={status}>
          {status === 'running' ? (
            <LoaderCircle size={13} className={styles['spin']} aria-hidden />
          ) : status === 'failed' ? (
            <CircleAlert size={13} aria-label="Failed" />
          ) : (
            <Wrench size={13} aria-hidden />
          )}
          <span className={styles['toolName']}>{tool}</span>
          {given && <span className={styles['given']}>{given}</span>}
          {ms !== undefined && <span className={styles['aside']}>{duration(ms)}</span>}
        </span>
      }
    >
      <Code label="Arguments">{pretty(args)}</Code>
      {error !== undefined && <p className={styles['error']}>{error}</p>}
      {result !== undefined && <Code label="Result">{pretty(result)}</Code>}
    </Details>
  );
}
