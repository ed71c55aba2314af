/** What each right lets one do, in the same words for people and for keys. */
import type { KeyScope } from '@baton/shared/api';

export const rights: Readonly<Record<KeyScope, string>> = {
  read: 'see graphs and runs',
  run: 'start runs and answer them',
  edit: 'change graphs and run them',
  admin: 'do everything, settings included',
};
