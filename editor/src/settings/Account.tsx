/** Oneself: who one is logged in as, another password, and logging out. */
import { shortestPassword } from '@baton/shared/api';
import { useState } from 'react';
import { changePassword, useSession } from '../api/useSession.ts';
import { sentence } from '../api/request.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/TextField.tsx';
import { toast } from '../ui/toast.ts';
import { EntryForm } from './EntryForm.tsx';
import { Opener } from './Opener.tsx';
import { Part } from './Part.tsx';
import { passwordProblem } from './password.ts';
import { rights } from './rights.ts';
import styles from './settings.module.css';
import { useForm } from './useForm.ts';

export function Account() {
  const { session, logout } = useSession();
  const [form, setForm] = useState<'open' | 'left'>();
  if (session?.caller?.kind !== 'user') return null;
  const leave = (): void => {
    logout().catch((cause: unknown) => toast({ text: `You are not logged out. ${sentence(cause)}`, tone: 'bad' }));
  };
  return (
    <Part
      title="You"
      about={
        <>
          Logged in as <strong>{session.caller.name}</strong>. You may {rights[session.caller.scope]}.
        </>
      }
    >
      {form === 'open' ? (
        <PasswordForm onDone={() => setForm('left')} />
      ) : (
        <Opener left={form === 'left'} className={styles['buttons']}>
          <Button onClick={() => setForm('open')}>Change password</Button>
          <Button onClick={leave}>Log out</Button>
        </Opener>
      )}
    </Part>
  );
}

function PasswordForm({ onDone }: { onDone: () => void }) {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const form = useForm(['/current', '/password'], async () => {
    await changePassword(current, password);
    toast({ text: 'The password is changed. Your other sessions have ended.' });
    onDone();
  });
  const short = passwordProblem(password);
  return (
    <div className={styles['list']}>
      <EntryForm
        title="Change password"
        form={form}
        ready={short === undefined && current !== '' && password !== ''}
        submit="Change password"
        submitting="Changing…"
        onCancel={onDone}
      >
        <TextField
          label="Current password"
          type="password"
          autoComplete="current-password"
          error={form.at('/current')}
          value={current}
          onChange={setCurrent}
        />
        <TextField
          label="New password"
          type="password"
          autoComplete="new-password"
          help={`At least ${shortestPassword} characters. It ends your other sessions.`}
          error={form.at('/password') ?? short}
          value={password}
          onChange={setPassword}
        />
      </EntryForm>
    </div>
  );
}
