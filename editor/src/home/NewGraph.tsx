/** A blank graph under the name that it is given; it opens at once. */
import { blank } from './blank.ts';
import { NewNameDialog } from './NameDialog.tsx';
import { named } from './named.ts';
import { useStart } from './useStart.ts';

export function NewGraph({ onClose }: { onClose: () => void }) {
  const { start } = useStart();
  return (
    <NewNameDialog
      title="New graph"
      action="Make it"
      name=""
      otherwise="Untitled"
      onName={(name) => start(named(blank, name))}
      onClose={onClose}
    />
  );
}
