/** The form of each node kind. */
import type { NodeKind } from '@baton/shared/nodes';
import type { ComponentType } from 'react';
import { AgentForm } from './agent/Form.tsx';
import type { NodeFormProps } from './form.ts';
import { GraphForm } from './graph/Form.tsx';
import { HumanForm } from './human/Form.tsx';
import { JoinForm } from './join/Form.tsx';
import { RouterForm } from './router/Form.tsx';
import { ToolForm } from './tool/Form.tsx';

const forms: { [Kind in NodeKind]: ComponentType<NodeFormProps<Kind>> } = {
  agent: AgentForm,
  router: RouterForm,
  human: HumanForm,
  tool: ToolForm,
  join: JoinForm,
  graph: GraphForm,
};

/** The form of whatever kind a node is. */
export function NodeFields<Kind extends NodeKind>(props: NodeFormProps<Kind>) {
  const Form: ComponentType<NodeFormProps<Kind>> = forms[props.node.kind];
  return <Form {...props} />;
}
