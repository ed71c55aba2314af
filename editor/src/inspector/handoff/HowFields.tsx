/** How a handoff is taken: whether a person must allow it, whether it comes back, whether it fans out. */
import { ExpressionField } from '../../triggers/ExpressionField.tsx';
import { SwitchField } from '../../ui/SwitchField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { HandoffPartProps } from './part.ts';

export function HowFields({ handoff, graph, change, problem }: HandoffPartProps) {
  const { approval, returns, each, from } = handoff;
  const asks = approval !== undefined && approval !== false;
  return (
    <>
      <SwitchField
        label="A person must allow it"
        error={problem('/approval')}
        checked={asks}
        onChange={(on) => change({ approval: on ? true : undefined })}
      />
      {asks && (
        <TextField
          label="What they are asked"
          rows={2}
          placeholder="May this be handed over?"
          value={typeof approval === 'string' ? approval : ''}
          onChange={(question) => change({ approval: question || true })}
        />
      )}
      <SwitchField
        label="Its result comes back"
        help="The receiver is consulted, and the sender goes on with its answer."
        error={problem('/returns')}
        checked={returns ?? false}
        onChange={(on) => change({ returns: on || undefined })}
      />
      <ExpressionField
        label="One branch for each of"
        help="A list; each branch sees its own item."
        graph={graph}
        place={{ at: 'exit', node: from }}
        error={problem('/each')}
        placeholder="state.topics"
        value={each ?? ''}
        onChange={(source) => change({ each: source || undefined })}
      />
    </>
  );
}
