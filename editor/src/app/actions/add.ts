/** A new node of each kind: from the palette, and from wherever actions are found. */
import { nodeKinds, type NodeKind } from '@baton/shared/nodes';
import { addBeside } from '../../canvas/adding.ts';
import { useDocument } from '../../document/document.ts';
import { iconOf } from '../../ui/Icon.tsx';
import type { Action } from './action.ts';

const kinds = Object.keys(nodeKinds) as NodeKind[];

export const adding: readonly (Action & { kind: NodeKind })[] = kinds.map((kind) => ({
  id: `add-${kind}`,
  kind,
  group: 'Canvas',
  label: () => `Add ${nodeKinds[kind].title}`,
  icon: iconOf(nodeKinds[kind].icon),
  shortcuts: [],
  needs: 'edit',
  enabled: () => useDocument.getState().graph !== undefined,
  run: () => addBeside({ kind }),
}));
