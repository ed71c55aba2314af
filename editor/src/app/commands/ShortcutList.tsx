/** Every key that does something on this screen, from the actions themselves. */
import { canvasKeys } from '../../canvas/keyboard.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { actionGroups } from '../actions/action.ts';
import { everywhere } from '../actions/everywhere.ts';
import { useCommands } from './commands.ts';
import styles from './ShortcutList.module.css';

export function ShortcutList({ onClose }: { onClose: () => void }) {
  const own = useCommands((commands) => commands.actions);
  const withKeys = [...own, ...everywhere].filter(({ shortcuts }) => shortcuts.length > 0);
  return (
    <Dialog title="Keyboard shortcuts" wide onClose={onClose}>
      <div className={styles['groups']}>
        {actionGroups.map((group) => {
          const actions = withKeys.filter((action) => action.group === group);
          if (actions.length === 0) return null;
          return (
            <section key={group} className={styles['group']}>
              <h3>{group}</h3>
              <dl>
                {actions.map((action) => (
                  <Row key={action.id} name={nameOf(action.label())} shortcuts={action.shortcuts} />
                ))}
              </dl>
            </section>
          );
        })}
        {own.length > 0 && (
          <section className={styles['group']}>
            <h3>On a node, a handoff or a note</h3>
            <dl>
              {canvasKeys.map(({ keys, words }) => (
                <Row key={keys} name={words} shortcuts={[keys]} />
              ))}
            </dl>
          </section>
        )}
      </div>
    </Dialog>
  );
}

function Row({ name, shortcuts }: { name: string; shortcuts: readonly string[] }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {shortcuts.map((keys) => (
          <Kbd key={keys} keys={keys} />
        ))}
      </dd>
    </div>
  );
}

/** Undo says what it would take back; here it is the verb alone. */
const nameOf = (label: string): string => label.split(':', 1)[0] ?? label;
