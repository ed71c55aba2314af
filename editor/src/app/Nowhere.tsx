/** An address that names nothing. */
import { Link } from '../routing/Link.tsx';
import { pathTo } from '../routing/router.ts';
import { EmptyState } from '../ui/EmptyState.tsx';

export function Nowhere() {
  return (
    <EmptyState
      page
      title="There is nothing at this address"
      action={<Link href={pathTo.home}>Go to your graphs</Link>}
    >
      The graph or the run may have been deleted, or the address is not complete.
    </EmptyState>
  );
}
