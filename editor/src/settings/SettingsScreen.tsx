/** Settings of this server and this browser: model providers, and the theme. */
import { ArrowLeft } from 'lucide-react';
import { useEffect } from 'react';
import { Link } from '../routing/Link.tsx';
import { pathTo } from '../routing/router.ts';
import { Segments } from '../ui/Segments.tsx';
import { useTheme } from '../ui/theme.ts';
import { themeChoices } from '../ui/ThemeMenu.tsx';
import { Providers } from './Providers.tsx';
import styles from './SettingsScreen.module.css';

export function SettingsScreen() {
  const { theme, setTheme } = useTheme();
  useEffect(() => {
    document.title = 'Settings · Baton';
  }, []);
  return (
    <div className={styles['screen']}>
      <header className={styles['bar']}>
        <Link href={pathTo.home} className={styles['back']}>
          <ArrowLeft size={16} aria-hidden />
          Graphs
        </Link>
      </header>
      <main className={styles['main']}>
        <h1 className={styles['title']}>Settings</h1>
        <Providers />
        <section className={styles['section']}>
          <div className={styles['head']}>
            <h2 className={styles['subtitle']}>Look</h2>
            <p className={styles['text']}>Remembered in this browser.</p>
          </div>
          <div>
            <Segments label="Theme" value={theme} segments={themeChoices} onChange={setTheme} />
          </div>
        </section>
      </main>
    </div>
  );
}
