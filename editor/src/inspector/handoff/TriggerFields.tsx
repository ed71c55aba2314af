/** When control passes: the kind of trigger in words, and the fields of that kind. */
import { triggerOf } from '@baton/shared/graph';
import { triggerKinds, type TriggerInfo, type TriggerKind } from '@baton/shared/triggers';
import { ChevronDown } from 'lucide-react';
import { TriggerForm } from '../../triggers/forms.tsx';
import { Field } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import styles from '../Inspector.module.css';
import type { HandoffPartProps } from './part.ts';

const kinds = Object.keys(triggerKinds) as TriggerKind[];
const infoOf = (kind: TriggerKind): Pick<TriggerInfo<never>, 'title' | 'icon' | 'help'> => triggerKinds[kind];

export function TriggerFields({ handoff, graph, change, problem }: HandoffPartProps) {
  const trigger = triggerOf(handoff);
  const { title, icon, help } = infoOf(trigger.on);
  const pick = (kind: TriggerKind): void => {
    if (kind !== trigger.on) change({ trigger: triggerKinds[kind].fresh }, 'trigger-kind');
  };
  return (
    <>
      <Field label="When" help={help}>
        {(control) => (
          <Menu
            align="start"
            trigger={
              <button type="button" {...control} className={styles['trigger']}>
                <Icon name={icon} />
                <span>{title}</span>
                <ChevronDown size={14} aria-hidden />
              </button>
            }
          >
            {kinds.map((kind) => (
              <MenuItem
                key={kind}
                icon={<Icon name={infoOf(kind).icon} />}
                help={infoOf(kind).help}
                onSelect={() => pick(kind)}
              >
                {infoOf(kind).title}
              </MenuItem>
            ))}
          </Menu>
        )}
      </Field>
      <TriggerForm
        key={trigger.on}
        trigger={trigger}
        handoff={handoff}
        graph={graph}
        change={(next) => change({ trigger: next }, 'trigger')}
        problem={(field) => problem(`/trigger${field}`)}
      />
    </>
  );
}
