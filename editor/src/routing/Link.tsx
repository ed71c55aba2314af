/** A link within the app: an ordinary address that opens without loading the page anew. */
import type { ComponentProps, MouseEvent } from 'react';
import { navigate } from './router.ts';

export function Link({ href, onClick, children, ...rest }: ComponentProps<'a'> & { href: string }) {
  const open = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    navigate(href);
  };
  return (
    <a href={href} onClick={open} {...rest}>
      {children}
    </a>
  );
}
