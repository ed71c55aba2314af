/** A node's name, on its card with each letter. When it is finished, an id that was generated follows it, in the same step of undo. */
import { followName, nodeName, updateNode } from '@baton/shared/graph';
import type { Node } from '@baton/shared/nodes';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useDocument } from '../../document/document.ts';
import { TextField } from '../../ui/TextField.tsx';
import type { Told } from '../../ui/told.ts';

export function NameField({ node, error }: { node: Node; error: Told | undefined }) {
  const edit = useDocument((document) => document.edit);
  const typed = useRef(false);
  const label = `Change ${nodeName(node)}`;
  const merge = `${node.id}:name`;

  const type = (text: string): void => {
    typed.current = true;
    edit(label, (now) => updateNode(now, node.id, { name: text || undefined }), { merge });
  };
  const finish = (): void => {
    if (!typed.current) return;
    typed.current = false;
    edit(label, (now) => followName(now, node.id), { merge, late: true });
  };
  // A click on another node takes the field away before it is left.
  const leave = useEffectEvent(finish);
  useEffect(() => () => leave(), []);

  return (
    <TextField
      label="Name"
      error={error}
      value={node.name ?? ''}
      placeholder={node.id}
      onChange={type}
      onBlur={finish}
      onKeyDown={(event) => event.key === 'Enter' && finish()}
    />
  );
}
