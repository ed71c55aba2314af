/** Who may log in, and what they may do. */
import { type Role, roles, shortestPassword, userName } from '@baton/shared/api';
import { Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { listUsers, removeUser, setUser } from '../api/settings.ts';
import { useSession } from '../api/useSession.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { focusFirst } from '../ui/focus.ts';
import { TextField } from '../ui/TextField.tsx';
import { Part } from './Part.tsx';
import { RemoveButton } from './Remove.tsx';
import styles from './settings.module.css';
import { useForm } from './useForm.ts';
import { useListed } from './useListed.ts';

const may: Record<Role, string> = {
  viewer: 'sees graphs and runs',
  runner: 'starts runs and answers them, too',
  editor: 'changes graphs, too',
  admin: 'may do everything, settings too',
};
const choices = roles.map((role) => ({
  value: role,
  label: `${role[0]?.toUpperCase()}${role.slice(1)}: ${may[role]}`,
}));

export function Users() {
  const { value, error, load, change } = useListed(listUsers);
  const session = useSession((store) => store.session);
  const [editing, setEditing] = useState<string>();
  const users = value?.users ?? [];
  const me = session?.caller?.kind === 'user' ? session.caller.name : undefined;
  const done = (): void => setEditing(undefined);
  const saved = async (): Promise<void> => {
    await load();
    done();
  };

  return (
    <Part
      title="Users"
      about={
        session?.login
          ? 'Who may log in, and what they may do. A change counts at once.'
          : 'This server listens on this machine only, so nobody has to log in. Users count once others can reach it.'
      }
      error={error}
    >
      <ul className={styles['list']}>
        {users.map((user) => (
          <li key={user.name} className={styles['item']}>
            {editing === user.name ? (
              <UserForm user={user} isMe={user.name === me} taken={[]} onDone={saved} onCancel={done} />
            ) : (
              <div className={styles['line']}>
                <span className={styles['name']}>{user.name}</span>
                {user.name === me && <Chip>you</Chip>}
                <Chip>{user.role}</Chip>
                <span className={styles['detail']}>{may[user.role]}</span>
                <Button aria-label={`Change ${user.name}`} onClick={() => setEditing(user.name)}>
                  Change
                </Button>
                <RemoveButton
                  label={`Remove ${user.name}`}
                  consequence="They are logged out at once and cannot log in any more. What they made stays."
                  disabled={user.name === me}
                  onRemove={() => change(() => removeUser(user.name), `${user.name} was not removed.`)}
                />
              </div>
            )}
          </li>
        ))}
        {editing === '' && (
          <li className={styles['item']}>
            <UserForm taken={users.map(({ name }) => name)} onDone={saved} onCancel={done} />
          </li>
        )}
      </ul>
      {editing !== '' && value && (
        <div>
          <Button icon={<Plus size={16} />} onClick={() => setEditing('')}>
            Add a user
          </Button>
        </div>
      )}
    </Part>
  );
}

interface UserFormProps {
  /** Missing for a new one. */
  user?: { name: string; role: Role };
  isMe?: boolean;
  taken: readonly string[];
  onDone: () => Promise<void>;
  onCancel: () => void;
}

function UserForm({ user, isMe = false, taken, onDone, onCancel }: UserFormProps) {
  const id = useId();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>(user?.role ?? 'editor');
  const [password, setPassword] = useState('');
  const { sending, problem, at, submit } = useForm(['/role', '/password'], async () => {
    await setUser(user?.name ?? name, { role, ...(password !== '' && { password }) });
    await onDone();
  });
  const badName = user || name === '' ? undefined : problemOf(name, taken);
  const short = password !== '' && password.length < shortestPassword;
  return (
    <form ref={focusFirst} className={styles['form']} aria-labelledby={id} onSubmit={submit}>
      <h3 id={id} className={styles['formTitle']}>
        {user ? `Change ${user.name}` : 'A new user'}
      </h3>
      {!user && (
        <TextField label="Name" placeholder="ann or ann@example.com" error={badName} value={name} onChange={setName} />
      )}
      <SelectField label="Role" value={role} choices={choices} error={at('/role')} onChange={setRole} />
      {!isMe && (
        <TextField
          label={user ? 'New password (only to set another one)' : 'Password'}
          type="password"
          autoComplete="new-password"
          help={
            user
              ? 'Ends every session of this user.'
              : `At least ${shortestPassword} characters. They can change it when they have logged in.`
          }
          error={at('/password') ?? (short ? `at least ${shortestPassword} characters` : undefined)}
          value={password}
          onChange={setPassword}
        />
      )}
      {problem && <p role="alert">{problem}</p>}
      <div className={styles['actions']}>
        <Button onClick={onCancel}>Cancel</Button>
        <Button
          look="primary"
          type="submit"
          disabled={sending || short || badName !== undefined || (!user && (name === '' || password === ''))}
        >
          {sending ? 'Saving…' : 'Save'}
        </Button>
      </div>
    </form>
  );
}

function problemOf(name: string, taken: readonly string[]): string | undefined {
  const parsed = userName.safeParse(name);
  if (!parsed.success) return parsed.error.issues[0]?.message;
  return taken.includes(name) ? `There is a user ${name} already.` : undefined;
}
