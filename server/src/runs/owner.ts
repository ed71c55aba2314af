/** Who holds a lease: a process on a machine. After a crash the next one can tell at once that nobody works on a run. */
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

export const newOwner = (): string => JSON.stringify([hostname(), process.pid, randomBytes(6).toString('hex')]);

/** Whether this owner was a process of this machine that is no more; of others only their lease's end tells. */
export function isDead(owner: string): boolean {
  const [host, pid] = JSON.parse(owner) as [string, number, string];
  if (host !== hostname()) return false;
  // The number of a dead process is given out again, to this one too.
  return pid === process.pid || !isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process may not be signalled, but is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
