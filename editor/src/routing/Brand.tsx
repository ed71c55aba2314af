/** Baton's name in the bar of a screen; it leads home. */
import { Logo } from '../ui/Logo.tsx';
import styles from './Brand.module.css';
import { Link } from './Link.tsx';
import { pathTo } from './router.ts';

export function Brand() {
  return (
    <Link href={pathTo.home} className={styles['brand']}>
      <Logo />
      Baton
    </Link>
  );
}
