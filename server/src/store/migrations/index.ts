/** Every change of the tables, in order. A migration that was released is never edited; the next one corrects it. */
import type { Migration } from 'kysely/migration';
import { first } from './001-first.ts';
import { deadlines } from './002-deadlines.ts';
import { access } from './003-access.ts';
import { versions } from './004-versions.ts';
import { deaths } from './006-deaths.ts';
import { webhooks } from './008-webhooks.ts';
import { secretHosts } from './009-secret-hosts.ts';
import { logins } from './010-logins.ts';

export const migrations: Record<string, Migration> = {
  '001-first': first,
  '002-deadlines': deadlines,
  '003-access': access,
  '004-versions': versions,
  '006-deaths': deaths,
  '008-webhooks': webhooks,
  '009-secret-hosts': secretHosts,
  '010-logins': logins,
};
