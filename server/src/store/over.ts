/** The statuses of runs that have ended, for conditions in SQL. */
import type { RunStatus } from '@baton/shared/events';

export const overStatuses: RunStatus[] = ['finished', 'failed', 'cancelled'];
