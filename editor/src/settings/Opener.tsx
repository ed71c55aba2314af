/** What opens a form, in whose place the form stands. It comes back when the form is gone. */
import { type ReactNode, useEffect, useRef } from 'react';
import { focusFirst } from '../ui/focus.ts';

/** @param left whether its form was the last that was open: then the focus was there, and comes back with it. */
export function Opener({
  left,
  className,
  children,
}: {
  left: boolean;
  className: string | undefined;
  children: ReactNode;
}) {
  const place = useRef<HTMLDivElement>(null);
  const begins = useRef(left);
  useEffect(() => {
    if (begins.current) focusFirst(place.current);
  }, []);
  return (
    <div ref={place} className={className}>
      {children}
    </div>
  );
}
