/** Who may log in, and what they may do. */
import { type Role, roles, scopeOfRole, shortestPassword, type UserAnswer, userName } from '@baton/shared/api';
import { useState } from 'react';
import { listUsers, removeUser, setUser } from '../api/settings.ts';
import { useSession } from '../api/useSession.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { EntryForm } from './EntryForm.tsx';
import { EntryList } from './EntryList.tsx';
import { Part } from './Part.tsx';
import { passwordProblem } from './password.ts';
import { RemoveButton } from './Remove.tsx';
import { rights } from './rights.ts';
import styles from './settings.module.css';
import { useForm } from './useForm.ts';
import { useListed } from './useListed.ts';

const may = (role: Role): string => `may ${rights[scopeOfRole[role]]}`;
const choices = roles.map((role) => ({
  value: role,
  label: `${role[0]?.toUpperCase()}${role.slice(1)}: ${may(role)}`,
}));

export function Users() {
  const { value, error, load, change } = useListed(listUsers);
  const session = useSession((store) => store.session);
  const taken = value?.users.map(({ name }) => name) ?? [];
  const me = session?.caller?.kind === 'user' ? session.caller.name : undefined;
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
      <EntryList
        entries={value?.users}
        keyOf={({ name }) => name}
        nameOf={({ name }) => name}
        add="Add a user"
        renderRow={({ name, role }, edit) => (
          <div className={styles['line']}>
            <span className={styles['name']} title={name}>
              {name}
            </span>
            {name === me && <Chip>you</Chip>}
            <Chip>{role}</Chip>
            <span className={styles['detail']} title={may(role)}>
              {may(role)}
            </span>
            <Button aria-label={`Change ${name}`} onClick={edit}>
              Change
            </Button>
            <RemoveButton
              verb="Remove"
              what={name}
              consequence="They are logged out at once and cannot log in any more. What they made stays."
              refusal={name === me ? 'You cannot remove yourself' : undefined}
              onRemove={() => change(() => removeUser(name), `${name} was not removed.`)}
            />
          </div>
        )}
        renderForm={(user, close) => (
          <UserForm user={user} isMe={user?.name === me} taken={taken} onSaved={load} onClose={close} />
        )}
      />
    </Part>
  );
}

interface UserFormProps {
  /** Missing for a new one. */
  user: UserAnswer | undefined;
  isMe: boolean;
  taken: readonly string[];
  onSaved: () => Promise<void>;
  onClose: () => void;
}

function UserForm({ user, isMe, taken, onSaved, onClose }: UserFormProps) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>(user?.role ?? 'editor');
  const [password, setPassword] = useState('');
  const form = useForm(['/role', '/password'], async () => {
    await setUser(user?.name ?? name, { role, ...(password !== '' && { password }) });
    await onSaved();
    onClose();
  });
  const badName = user || name === '' ? undefined : problemOf(name, taken);
  const short = passwordProblem(password);
  return (
    <EntryForm
      title={user ? `Change ${user.name}` : 'A new user'}
      form={form}
      ready={short === undefined && badName === undefined && (user !== undefined || (name !== '' && password !== ''))}
      onCancel={onClose}
    >
      {!user && (
        <TextField label="Name" placeholder="ann or ann@example.com" error={badName} value={name} onChange={setName} />
      )}
      <SelectField label="Role" value={role} choices={choices} error={form.at('/role')} onChange={setRole} />
      {!(user && isMe) && (
        <TextField
          label={user ? 'New password (only to set another one)' : 'Password'}
          type="password"
          autoComplete="new-password"
          help={
            user
              ? 'Ends every session of this user.'
              : `At least ${shortestPassword} characters. They can change it when they have logged in.`
          }
          error={form.at('/password') ?? short}
          value={password}
          onChange={setPassword}
        />
      )}
    </EntryForm>
  );
}

function problemOf(name: string, taken: readonly string[]): string | undefined {
  const parsed = userName.safeParse(name);
  if (!parsed.success) return parsed.error.issues[0]?.message;
  return taken.includes(name) ? `There is a user ${name} already.` : undefined;
}
