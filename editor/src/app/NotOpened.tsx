/** The graph of this address is not there, or nobody answers. */
import { Link } from '../routing/Link.tsx';
import { pathTo } from '../routing/router.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

export function NotOpened({ error, retry }: { error: { status: number; message: string }; retry: () => void }) {
  if (error.status === 404) {
    return (
      <EmptyState page title="This graph is not here" action={<Link href={pathTo.home}>Go to your graphs</Link>}>
        It may have been deleted, or the address is not complete.
      </EmptyState>
    );
  }
  return (
    <EmptyState page title="This graph could not be opened" action={<Button onClick={retry}>Try again</Button>}>
      {error.message}
    </EmptyState>
  );
}
