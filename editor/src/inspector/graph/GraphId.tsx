/** The graph's id, to read and to copy: it is the address in the API, and stays as it was when the graph was made. */
import { Copy } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { toast } from '../../ui/toast.ts';

export function GraphId({ id }: { id: string }) {
  const copy = (): void => {
    navigator.clipboard.writeText(id).then(
      () => toast({ text: 'The id is copied.' }),
      () => toast({ text: 'The browser did not let the page copy. Select the id and copy it by hand.', tone: 'bad' }),
    );
  };
  return (
    <TextField
      label="Id"
      help="Its address, here and in the API. It stays when the name changes; a duplicate has another."
      mono
      readOnly
      value={id}
      onChange={() => undefined}
      aside={
        <Button look="quiet" icon={<Copy size={14} />} onClick={copy}>
          Copy
        </Button>
      }
    />
  );
}
