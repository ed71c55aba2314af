/** The form of each trigger kind. A kind without fields has none. */
import type { TriggerKind } from '@baton/shared/triggers';
import type { ComponentType } from 'react';
import { CapabilityForm } from './capability.tsx';
import { ConfidenceForm } from './confidence.tsx';
import { ErrorForm } from './error.tsx';
import type { TriggerFormProps } from './form.ts';
import { ModelForm } from './model.tsx';
import { RuleForm } from './rule.tsx';

const Nothing = () => null;

const forms: { [Kind in TriggerKind]: ComponentType<TriggerFormProps<Kind>> } = {
  model: ModelForm,
  rule: RuleForm,
  confidence: ConfidenceForm,
  capability: CapabilityForm,
  error: ErrorForm,
  always: Nothing,
  otherwise: Nothing,
};

/** The form of whatever kind a trigger is. */
export function TriggerForm<Kind extends TriggerKind>(props: TriggerFormProps<Kind>) {
  const Form: ComponentType<TriggerFormProps<Kind>> = forms[props.trigger.on];
  return <Form {...props} />;
}
