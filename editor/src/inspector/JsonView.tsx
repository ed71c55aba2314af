/** What is selected, as it stands in the document. */
import { Copy } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { toast } from '../ui/toast.ts';
import styles from './Inspector.module.css';

export function JsonView({ value }: { value: unknown }) {
  return (
    <Section name="json" title="JSON">
      <Text value={value} />
    </Section>
  );
}

/** Apart, so that a folded section writes no text while a large graph is edited. */
function Text({ value }: { value: unknown }) {
  const text = JSON.stringify(value, null, 2);
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => toast({ text: 'Copied as JSON.' }),
      () => toast({ text: 'The browser did not let the page copy. Select the text and copy it by hand.', tone: 'bad' }),
    );
  };
  return (
    <>
      <textarea
        className={styles['json']}
        aria-label="JSON of the selection"
        readOnly
        wrap="off"
        spellCheck={false}
        value={text}
      />
      <div>
        <Button icon={<Copy size={14} />} onClick={copy}>
          Copy
        </Button>
      </div>
    </>
  );
}
