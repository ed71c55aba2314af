/** What the receiver will see, of the last run where it took this way, else of a sample conversation. */
import { parseTemplate, scopeOf } from '@baton/shared/expressions';
import type { Graph, Handoff } from '@baton/shared/graph';
import type { Message } from '@baton/shared/events';
import { useMemo } from 'react';
import { Messages } from '../../run/Messages.tsx';
import { namingOf, NamingContext } from '../../run/naming.ts';
import { thenOf } from '../../run/renamed.ts';
import { useRun } from '../../run/runStore.ts';
import { useLastRun } from '../../triggers/lastRun.ts';
import { Section } from '../../ui/Section.tsx';
import { nameOf } from '../names.ts';
import styles from './ContextPreview.module.css';
import { conversationOf, previewOf, sampleConversation } from './preview.ts';

export function ContextPreview({ handoff, graph }: { handoff: Handoff; graph: Graph }) {
  return (
    <Section name="context-preview" title={`What ${nameOf(graph, handoff.to)} will see`} open>
      <Seen handoff={handoff} graph={graph} />
    </Section>
  );
}

function Seen({ handoff, graph }: { handoff: Handoff; graph: Graph }) {
  const log = useRun(({ view, log: events }) => (view?.status === 'running' ? undefined : events));
  const renamed = useRun((run) => run.renamed);
  const sender = thenOf(renamed.nodes, handoff.from);
  const ran = useMemo(() => (log && sender !== undefined ? conversationOf(log, sender) : undefined), [log, sender]);
  const conversation = ran ?? sampleConversation(graph, handoff);
  const { passed, left, passedTokens, leftTokens } = previewOf(graph, handoff, conversation);
  const { seen } = useLastRun({ at: 'package', handoff });
  const brief = briefOf(graph, handoff, seen?.values);
  const { state, results = [], redact = [] } = handoff.context ?? {};
  const kinds = redact.map((one) => (typeof one === 'string' ? one : one.pattern));
  return (
    <NamingContext value={namingOf(graph, undefined, renamed)}>
      <p className={styles['note']}>
        {ran
          ? `From the last run: what ${nameOf(graph, handoff.from)} had seen and said.`
          : 'From a sample conversation, until the graph was run.'}
      </p>
      <Part title="Passed on" messages={passed} tokens={passedTokens} />
      {brief !== '' && <p className={styles['brief']}>{brief}</p>}
      <p className={styles['note']}>
        {state === undefined ? 'All of the state that the sender sees' : `State: ${state.join(', ') || 'none'}`}
        {results.length > 0 && ` · outputs of ${results.map((id) => nameOf(graph, id)).join(', ')}`}
        {kinds.length > 0 && ` · blacked out when it runs: ${kinds.join(', ')}`}
      </p>
      <Part title="Left behind" messages={left} tokens={leftTokens} />
    </NamingContext>
  );
}

function Part({ title, messages, tokens }: { title: string; messages: readonly Message[]; tokens: number }) {
  const byId = Object.fromEntries(messages.map((message) => [message.id, message]));
  const count = messages.length === 1 ? '1 message' : `${messages.length} messages`;
  return (
    <section className={styles['part']} aria-label={title} data-left={title === 'Left behind' || undefined}>
      <h4 className={styles['heading']}>
        {title}
        <span className={styles['size']}>{messages.length === 0 ? 'nothing' : `${count} · ${tokens} tokens`}</span>
      </h4>
      {messages.length > 0 && <Messages ids={messages.map(({ id }) => id)} messages={byId} />}
    </section>
  );
}

function briefOf(graph: Graph, handoff: Handoff, values: { readonly [name: string]: unknown } = {}): string {
  const brief = handoff.context?.brief;
  if (!brief) return '';
  const parsed = parseTemplate(brief, scopeOf(graph, { at: 'package', handoff }));
  if (!parsed.ok) return brief;
  const party = (id: string) => ({ id, name: nameOf(graph, id) });
  return parsed.template.render({ ...values, from: party(handoff.from), to: party(handoff.to) }).text;
}
