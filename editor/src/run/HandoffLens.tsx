/** One handoff that was taken: why, what was passed on, what was left behind, and what the receiver's model was sent. */
import type { ContextPackage, HopView, RunView } from '@baton/shared/events';
import type { JsonObject } from '@baton/shared/graph';
import { ArrowRight, ArrowRightLeft, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { IconButton } from '../ui/Button.tsx';
import { Considered } from './Considered.tsx';
import { reasonOf } from './Hop.tsx';
import { Code } from './Details.tsx';
import { outerHops } from './items.ts';
import styles from './Lens.module.css';
import { Messages } from './Messages.tsx';
import { ModelCalls } from './ModelCalls.tsx';
import { useNaming } from './naming.ts';
import { count, duration, pretty } from './words.ts';

export function HandoffLens({ view, hop, onClose }: { view: RunView; hop: HopView; onClose: () => void }) {
  const names = useNaming();
  const outer = outerHops(view);
  const lens = useRef<HTMLElement>(null);
  useEffect(() => {
    // With little room it takes the place of the line that opened it.
    if (!isSeen(document.activeElement)) lens.current?.focus();
  }, []);
  const receiver = view.visits.find((visit) => visit.node === hop.to && visit.seq > hop.seq);
  return (
    <aside ref={lens} tabIndex={-1} className={styles['lens']} aria-label="Handoff">
      <header className={styles['head']}>
        <h3 className={styles['title']}>
          <span title={names.node(hop.from)}>{names.node(hop.from)}</span>
          {hop.returns ? <ArrowRightLeft size={14} aria-label="asks" /> : <ArrowRight size={14} aria-label="to" />}
          <span title={names.node(hop.to)}>{names.node(hop.to)}</span>
        </h3>
        <span className={styles['faint']}>
          {outer.includes(hop) ? `handoff ${outer.indexOf(hop) + 1} of ${outer.length}` : 'inside another graph'}
        </span>
        <IconButton label="Close" icon={<X size={16} />} onClick={onClose} />
      </header>
      <div className={styles['sections']}>
        <Part title="Why">
          <p>{reasonOf(hop, names.trigger(hop.handoff), names.handoff(hop.handoff))}</p>
          <Considered
            considered={hop.considered}
            taken={hop.handoff}
            too={view.hops.filter((other) => other.considered === hop.considered).map(({ handoff }) => handoff)}
          />
        </Part>
        <Passed view={view} hop={hop} />
        <Left view={view} hop={hop} />
        {receiver && receiver.models.length > 0 && (
          <Part title={`What ${names.node(hop.to)}’s model was sent`}>
            <ModelCalls visit={receiver} view={view} />
          </Part>
        )}
      </div>
    </aside>
  );
}

const isSeen = (element: Element | null): boolean =>
  element !== null && element !== document.body && element.checkVisibility();

interface PartProps {
  title: string;
  aside?: string;
  children: ReactNode;
}

function Part({ title, aside, children }: PartProps) {
  return (
    <section className={styles['part']}>
      <h4 className={styles['heading']}>
        {title}
        {aside !== undefined && <span className={styles['faint']}>{aside}</span>}
      </h4>
      {children}
    </section>
  );
}

function Passed({ view, hop: { context, left } }: { view: RunView; hop: HopView }) {
  return (
    <Part title="Passed on" aside={count(left.passedTokens, 'token')}>
      {context.history.length > 0 ? (
        <Messages ids={context.history} messages={view.messages} />
      ) : (
        <p className={styles['faint']}>No messages.</p>
      )}
      {context.brief && <Code label="Brief">{context.brief}</Code>}
      <Values label="Said by the model" values={context.args} />
      <Values label="State" values={context.state} />
      {context.results.length > 0 && <Code label="Results">{pretty(context.results)}</Code>}
      {context.remaining && <Remaining of={context.remaining} />}
    </Part>
  );
}

const limits = [
  ['handoffs', 'handoff'],
  ['modelCalls', 'model call'],
  ['tokens', 'token'],
] as const;

/** What the receiver may still use up. */
function Remaining({ of }: { of: NonNullable<ContextPackage['remaining']> }) {
  const { seconds, costUsd } = of;
  const words = [
    ...limits.map(([limit, one]) => of[limit] !== undefined && count(of[limit], one)),
    seconds !== undefined && duration(seconds * 1000),
    costUsd !== undefined && `$${costUsd.toFixed(2)}`,
  ].filter(Boolean);
  return words.length > 0 ? <p className={styles['faint']}>Left of the limits: {words.join(', ')}.</p> : null;
}

function Left({ view, hop: { left } }: { view: RunView; hop: HopView }) {
  const nothing = left.messages.length === 0 && left.state.length === 0;
  return (
    <Part title="Left behind" {...(nothing ? {} : { aside: count(left.tokens, 'token') })}>
      {nothing && <p className={styles['faint']}>Nothing: the receiver knows all that the sender knew.</p>}
      {left.messages.length > 0 && <Messages ids={left.messages} messages={view.messages} />}
      {left.state.length > 0 && <p>State: {left.state.join(', ')}</p>}
    </Part>
  );
}

function Values({ label, values }: { label: string; values: JsonObject }) {
  return Object.keys(values).length > 0 ? <Code label={label}>{pretty(values)}</Code> : null;
}
