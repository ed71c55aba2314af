/** The graph of this address is not there, or nobody answers. */
import { useEffect, useEffectEvent } from 'react';
import { answers } from '../api/request.ts';
import { Brand } from '../routing/Brand.tsx';
import { Link } from '../routing/Link.tsx';
import { pathTo } from '../routing/router.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Screen } from '../ui/Screen.tsx';

interface NotOpenedProps {
  error: { status: number; message: string };
  retry: () => void;
}

const retryMs = 3000;

export function NotOpened({ error, retry }: NotOpenedProps) {
  useReturn(error.status === 0, retry);
  const home = <Link href={pathTo.home}>Go to your graphs</Link>;
  return (
    <Screen bar={<Brand />}>
      {error.status === 404 ? (
        <EmptyState page title="This graph is not here" action={home}>
          It may have been deleted, or the address is not complete.
        </EmptyState>
      ) : (
        <EmptyState page title="This graph could not be opened" action={<Button onClick={retry}>Try again</Button>}>
          {error.message}
        </EmptyState>
      )}
    </Screen>
  );
}

/** A server that comes back is found by itself. */
function useReturn(away: boolean, retry: () => void): void {
  const back = useEffectEvent(retry);
  useEffect(() => {
    if (!away) return undefined;
    const timer = setInterval(() => void answers().then((there) => there && back()), retryMs);
    return () => clearInterval(timer);
  }, [away]);
}
