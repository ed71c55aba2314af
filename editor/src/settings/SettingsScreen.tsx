/** Settings of this server and this browser, part by part; what somebody may not change is not shown to them. */
import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useMay, useSession } from '../api/useSession.ts';
import { BarLink } from '../routing/BarLink.tsx';
import { pathTo } from '../routing/router.ts';
import { Alert } from '../ui/Alert.tsx';
import { Screen, ScreenTitle } from '../ui/Screen.tsx';
import { Segments } from '../ui/Segments.tsx';
import { useTheme } from '../ui/theme.ts';
import { themeChoices } from '../ui/ThemeMenu.tsx';
import { Account } from './Account.tsx';
import { Keys } from './Keys.tsx';
import { Outgoing } from './Outgoing.tsx';
import { Part } from './Part.tsx';
import { Providers } from './Providers.tsx';
import { Secrets } from './Secrets.tsx';
import styles from './SettingsScreen.module.css';
import { useCurrentPart } from './useCurrentPart.ts';
import { useSharedTrouble } from './troubles.ts';
import { Users } from './Users.tsx';

interface Entry {
  id: string;
  title: string;
  /** For admins alone. */
  admin?: boolean;
  part: ReactNode;
}

const entries: readonly Entry[] = [
  { id: 'models', title: 'Models', part: <Providers /> },
  { id: 'secrets', title: 'Secrets', admin: true, part: <Secrets /> },
  { id: 'keys', title: 'API keys', admin: true, part: <Keys /> },
  { id: 'users', title: 'Users', admin: true, part: <Users /> },
  { id: 'hosts', title: 'Private hosts', admin: true, part: <Outgoing /> },
  { id: 'appearance', title: 'Appearance', part: <Appearance /> },
];

export function SettingsScreen() {
  const isAdmin = useMay('admin');
  const isUser = useSession(({ session }) => session?.caller?.kind === 'user');
  const trouble = useSharedTrouble();
  useEffect(() => {
    document.title = 'Settings · Baton';
  }, []);
  const shown = [
    ...entries.filter(({ admin = false }) => isAdmin || !admin),
    ...(isUser ? [{ id: 'you', title: 'You', part: <Account /> }] : []),
  ];
  const current = useCurrentPart(shown.map(({ id }) => id));
  return (
    <Screen
      bar={
        <BarLink href={pathTo.home} icon={ArrowLeft}>
          Graphs
        </BarLink>
      }
    >
      <div className={styles['page']}>
        <nav aria-label="Settings" className={styles['nav']}>
          {shown.map(({ id, title }) => (
            <a
              key={id}
              href={`#${id}`}
              className={styles['jump']}
              aria-current={id === current ? 'location' : undefined}
            >
              {title}
            </a>
          ))}
        </nav>
        <main className={styles['main']}>
          <ScreenTitle>Settings</ScreenTitle>
          {trouble && <Alert>{trouble}</Alert>}
          {shown.map(({ id, part }) => (
            <div key={id} id={id} className={styles['anchor']}>
              {part}
            </div>
          ))}
        </main>
      </div>
    </Screen>
  );
}

function Appearance() {
  const { theme, setTheme } = useTheme();
  return (
    <Part title="Appearance" about="Remembered in this browser.">
      <div>
        <Segments label="Theme" value={theme} segments={themeChoices} onChange={setTheme} />
      </div>
    </Part>
  );
}
