/** What holds for every run of every graph: statements of the format's page, in words, each with what looks for a breach. */
import { bringsConsultationsBack, entersByHandoff, takesHandoffsThatFired } from './control-laws.ts';
import type { Law } from './law.ts';
import { keepsLimits } from './limit-laws.ts';
import {
  blacksOut,
  countsWithoutGap,
  endsOnce,
  failsByAFailure,
  finishesWhatItBegan,
  keepsState,
  leavesWhatItDoesNotPass,
  namesKnownMessages,
  replaysAsSeen,
  sendsValidRequests,
  tellsWhatItSent,
} from './log-laws.ts';
import { narrows } from './narrowing.ts';
import { callsToolsAsAllowed, handsOverAsAllowed, restsForPeople } from './people-laws.ts';

export const laws: { [words: string]: Law } = {
  'ends once': endsOnce,
  'counts without a gap': countsWithoutGap,
  'replays as it was seen': replaysAsSeen,
  'sends valid requests': sendsValidRequests,
  'tells what it sent': tellsWhatItSent,
  'names known messages': namesKnownMessages,
  'keeps its limits': keepsLimits,
  'takes handoffs that fired': takesHandoffsThatFired,
  'enters nodes by handoffs': entersByHandoff,
  'brings consultations back': bringsConsultationsBack,
  'hands over as a person has allowed': handsOverAsAllowed,
  'calls tools as a person has allowed': callsToolsAsAllowed,
  'rests only where all that is left waits for people': restsForPeople,
  'finishes what it began': finishesWhatItBegan,
  'keeps its state': keepsState,
  'leaves what it does not pass on': leavesWhatItDoesNotPass,
  'blacks out what it leaves out': blacksOut,
  'fails by what failed': failsByAFailure,
  'passes on no more than its sender knew': narrows,
};
