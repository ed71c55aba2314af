/** An address that names nothing. */
import { Brand } from '../routing/Brand.tsx';
import { Link } from '../routing/Link.tsx';
import { pathTo } from '../routing/router.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Screen } from '../ui/Screen.tsx';

export function Nowhere() {
  return (
    <Screen bar={<Brand />}>
      <EmptyState
        page
        title="There is nothing at this address"
        action={<Link href={pathTo.home}>Go to your graphs</Link>}
      >
        The graph or the run may have been deleted, or the address is not complete.
      </EmptyState>
    </Screen>
  );
}
