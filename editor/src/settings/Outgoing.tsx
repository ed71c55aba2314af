/** Hosts of private networks that tools may reach. Without them, tools reach the public internet only. */
import { useState } from 'react';
import { readOutgoing, setOutgoing } from '../api/settings.ts';
import { Button } from '../ui/Button.tsx';
import { TagsField } from '../ui/TagsField.tsx';
import { Part } from './Part.tsx';
import styles from './settings.module.css';
import { useForm } from './useForm.ts';
import { useListed } from './useListed.ts';

export function Outgoing() {
  const { value, error, load } = useListed(readOutgoing);
  const [edited, setEdited] = useState<string[]>();
  const hosts = edited ?? value?.allowedHosts ?? [];
  const { sending, problem, submit } = useForm([], async () => {
    await setOutgoing(hosts);
    await load();
    setEdited(undefined);
  });
  const changed = edited !== undefined && edited.join() !== value?.allowedHosts.join();

  return (
    <Part
      title="Private hosts"
      about="Tools reach public addresses only, whatever a graph or a model asks for. Name the hosts of your own network that they may reach as well."
      error={error}
    >
      {value && (
        <form className={styles['fields']} onSubmit={submit}>
          <TagsField
            label="Tools may also reach"
            placeholder="intranet:8080"
            help="A name, an address or a range, with a port or without: intranet, *.corp.example, 10.0.0.7:9200, 10.1.0.0/16."
            error={problem}
            values={hosts}
            onChange={setEdited}
          />
          {value.fromStart.length > 0 && (
            <p className={styles['quiet']}>The server was started with {value.fromStart.join(', ')} as well.</p>
          )}
          {changed && (
            <div className={styles['actions']}>
              <Button onClick={() => setEdited(undefined)}>Discard</Button>
              <Button look="primary" type="submit" disabled={sending}>
                {sending ? 'Saving…' : 'Save'}
              </Button>
            </div>
          )}
        </form>
      )}
    </Part>
  );
}
