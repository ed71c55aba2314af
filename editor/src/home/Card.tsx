/** One graph or one template on the home screen: its picture, its name, a line of what it is. */
import type { ReactNode } from 'react';
import { Link } from '../routing/Link.tsx';
import styles from './Card.module.css';
import type { Pictured } from '../nodes/picture.ts';
import { Thumbnail } from '../nodes/Thumbnail.tsx';

interface CardProps {
  title: string;
  text: string;
  /** Undefined: an icon in its place. */
  graph: Pictured | undefined;
  /** Opens by an address, or by doing something first. */
  open: { href: string } | { run: () => void; busy: boolean };
  icon?: ReactNode;
  footer?: ReactNode;
  menu?: ReactNode;
}

export function Card({ title, text, graph, open, icon, footer, menu }: CardProps) {
  return (
    <article className={styles['card']} data-plain={graph ? undefined : true}>
      {graph ? <Thumbnail graph={graph} /> : icon}
      <div className={styles['body']}>
        <h3 className={styles['title']}>
          {'href' in open ? (
            <Link className={styles['open']} title={title} href={open.href}>
              {title}
            </Link>
          ) : (
            <button type="button" className={styles['open']} disabled={open.busy} onClick={open.run}>
              {title}
            </button>
          )}
        </h3>
        {menu && <div className={styles['menu']}>{menu}</div>}
        <p className={styles['text']}>{text}</p>
        {footer && <div className={styles['footer']}>{footer}</div>}
      </div>
    </article>
  );
}
