/** The one screen of somebody who has not said who they are. */
import { type FormEvent, useEffect, useState } from 'react';
import { sentence } from '../api/request.ts';
import { useSession } from '../api/useSession.ts';
import { Button } from '../ui/Button.tsx';
import { Logo } from '../ui/Logo.tsx';
import { focusFirst } from '../ui/focus.ts';
import { TextField } from '../ui/TextField.tsx';
import styles from './LoginScreen.module.css';

export function LoginScreen() {
  const login = useSession((store) => store.login);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string>();
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    document.title = 'Log in · Baton';
  }, []);

  async function enter(event: FormEvent): Promise<void> {
    event.preventDefault();
    setAsking(true);
    setError(undefined);
    try {
      await login({ name, password });
    } catch (cause) {
      setPassword('');
      setError(sentence(cause));
      setAsking(false);
    }
  }

  return (
    <main className={styles['screen']}>
      <form ref={focusFirst} className={styles['form']} onSubmit={(event) => void enter(event)}>
        <Logo size={28} />
        <h1 className={styles['title']}>Log in to Baton</h1>
        <TextField label="Name" required autoComplete="username" value={name} onChange={setName} />
        <TextField
          label="Password"
          type="password"
          required
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        {error && (
          <p role="alert" className={styles['error']}>
            {error}
          </p>
        )}
        <Button look="primary" type="submit" disabled={asking}>
          {asking ? 'Logging in…' : 'Log in'}
        </Button>
        <p className={styles['help']}>No account, or the password is lost? An admin of this server can set one.</p>
      </form>
    </main>
  );
}
