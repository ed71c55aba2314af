/** The button in the head that shows what is selected as JSON in place of its form, and back. */
import { Braces } from 'lucide-react';
import { IconButton } from '../ui/Button.tsx';

export function FormOrJson({ asJson, onChange }: { asJson: boolean; onChange: (asJson: boolean) => void }) {
  return (
    <IconButton
      label={asJson ? 'Edit as a form' : 'Edit as JSON'}
      icon={<Braces size={16} />}
      aria-pressed={asJson}
      onClick={() => onChange(!asJson)}
    />
  );
}
