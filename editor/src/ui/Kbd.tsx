/** Keys as they are called on this machine: `mod+shift+z` reads ⇧⌘Z on a Mac and Ctrl+Shift+Z elsewhere. */
import styles from './Kbd.module.css';

const onMac = /mac|iphone|ipad/i.test(navigator.userAgent);
const names: ReadonlyMap<string, string> = new Map([
  ['mod', onMac ? '⌘' : 'Ctrl'],
  ['shift', onMac ? '⇧' : 'Shift'],
  ['alt', onMac ? '⌥' : 'Alt'],
  ['enter', onMac ? '↩' : 'Enter'],
  ['escape', 'Esc'],
  ['delete', 'Del'],
  ['backspace', onMac ? '⌫' : 'Backspace'],
  ['space', 'Space'],
  ['arrows', '←↑→↓'],
  ['arrowup', '↑'],
  ['arrowdown', '↓'],
  ['arrowleft', '←'],
  ['arrowright', '→'],
]);

export function keyWords(keys: string): string {
  const parts = keys.split('+').map((key) => names.get(key) ?? key.toUpperCase());
  return parts.join(onMac ? '' : '+');
}

export function Kbd({ keys }: { keys: string }) {
  return <kbd className={styles['kbd']}>{keyWords(keys)}</kbd>;
}
