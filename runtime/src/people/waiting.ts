/**
 * Packets that wait for people. They are kept apart from the steps, so that everything else goes on: other branches,
 * and a join that need not wait for this one. A packet is sent again when its answer is there, when the time for it is
 * over, or when its branch is not wanted any more.
 */
import { isTooLate, type Fans } from '../handoffs/fans.ts';
import type { Packet, WaitingPackets } from '../packet.ts';
import type { ActiveRun } from '../active-run.ts';
import type { Visit } from '../visit.ts';
import type { WaitsForPerson } from './ask.ts';

/** What a step that waits leaves behind. Its entry rules are settled; all else that it was about to write it does again. */
export function park(visit: Visit, { ask, turn }: WaitsForPerson): Visit['update'] {
  const enters = visit.packet.phase === 'enter';
  visit.run.wait(ask, visit.packet);
  const packet = enters ? visit.next('work') : visit.packet;
  const { node_views } = visit.update;
  return { waiting_packets: { [ask]: { packet, turn } }, ...(enters && node_views ? { node_views } : {}) };
}

export interface Woken {
  packets: Packet[];
  update: WaitingPackets;
}

/** The packets that need not wait any more, by their questions. */
export function readyOf(run: ActiveRun, waiting: WaitingPackets, fans: Fans): [ask: string, packet: Packet][] {
  return Object.entries(waiting).flatMap(([ask, one]) => {
    const ready = one && (isTooLate(fans, one.packet.forks) || run.replies.to(ask, one.turn) !== undefined);
    return ready ? [[ask, one.packet] as [string, Packet]] : [];
  });
}

/** Takes those packets to send them: whoever asks first gets one, and nobody else does. */
export function wake(run: ActiveRun, waiting: WaitingPackets, fans: Fans): Woken {
  const taken = readyOf(run, waiting, fans).filter(([ask]) => run.take(ask));
  return {
    packets: taken.map(([, packet]) => packet),
    update: Object.fromEntries(taken.map(([ask]) => [ask, null])),
  };
}
