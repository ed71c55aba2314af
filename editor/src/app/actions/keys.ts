/** Which action a key press means. */
import { useEffect } from 'react';
import { tellMissing } from '../../document/rights.ts';
import { type Action, isAllowed } from './action.ts';

/** @returns the keys of a press as shortcuts are written: `mod+shift+z`. */
export function keysOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'> & { code?: string },
): string {
  // With Alt or Shift held, letters and digits make other signs; the key is meant, not its sign.
  const [, plain] = /^(?:Key|Digit)(.)$/.exec(event.code ?? '') ?? [];
  const isSign = plain !== undefined && (event.altKey || (event.shiftKey && event.code?.startsWith('Digit')));
  const key = (isSign ? plain : event.key).toLowerCase();
  // A sign such as `?` is named by itself: which keys it takes is the keyboard's affair.
  const shift = event.shiftKey && (key.length > 1 || /[\p{L}\p{N}]/u.test(key));
  return [(event.ctrlKey || event.metaKey) && 'mod', event.altKey && 'alt', shift && 'shift', key]
    .filter(Boolean)
    .join('+');
}

/** Typing into a field keeps its keys, but for actions that say otherwise. */
function takes(action: Action, target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return true;
  if (target.closest('dialog, [role="menu"]')) return false;
  const typing = target.closest('input, textarea, select, [contenteditable="true"]');
  if (!typing || action.whileTyping === 'always') return true;
  return (
    action.whileTyping === 'document-fields' && typing.closest('[data-undo]')?.getAttribute('data-undo') === 'document'
  );
}

export function actionFor(actions: readonly Action[], event: KeyboardEvent): Action | undefined {
  const keys = keysOf(event);
  return actions.find((action) => !action.native && action.shortcuts.includes(keys) && takes(action, event.target));
}

/** A key cannot be hidden from somebody who may not use it: they are told. */
export function perform(action: Action): void {
  if (action.needs && !isAllowed(action)) tellMissing(action.needs);
  else if (action.enabled()) action.run();
}

export function useKeys(actions: readonly Action[]): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const action = actionFor(actions, event);
      if (!action) return;
      event.preventDefault();
      perform(action);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [actions]);
}
