/** A link in the bar of a screen: an icon and where it leads. */
import type { LucideIcon } from 'lucide-react';
import styles from './BarLink.module.css';
import { Link } from './Link.tsx';

export function BarLink({ href, icon: Icon, children }: { href: string; icon: LucideIcon; children: string }) {
  return (
    <Link href={href} className={styles['link']}>
      <Icon size={16} aria-hidden />
      {children}
    </Link>
  );
}
