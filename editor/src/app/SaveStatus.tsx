/** Whether the work is safe, and where: never more than is true. */
import { Check, CloudOff, Eye, GitFork, LoaderCircle, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMay } from '../api/useSession.ts';
import { useDocument, type DocumentStore } from '../document/document.ts';
import { Tooltip } from '../ui/Tooltip.tsx';
import { askAgain } from './ConflictDialog.tsx';
import styles from './TopBar.module.css';

interface StatusWords {
  words: string;
  tone: 'plain' | 'warn' | 'bad';
  icon: ReactNode;
  help: string;
}

const statuses: Record<DocumentStore['saveStatus'], StatusWords> = {
  saved: { words: 'Saved', tone: 'plain', icon: <Check size={14} />, help: 'The server has everything.' },
  saving: { words: 'Saving…', tone: 'plain', icon: <LoaderCircle size={14} />, help: 'On its way to the server.' },
  unsaved: {
    words: 'Saving…',
    tone: 'plain',
    icon: <LoaderCircle size={14} />,
    help: 'Kept in this browser; on its way to the server.',
  },
  offline: {
    words: 'Kept in this browser',
    tone: 'warn',
    icon: <CloudOff size={14} />,
    help: 'Click to try now.',
  },
  conflict: {
    words: 'Changed elsewhere',
    tone: 'bad',
    icon: <GitFork size={14} />,
    help: 'Nothing was overwritten. Click to choose.',
  },
  invalid: {
    words: 'Not saved',
    tone: 'bad',
    icon: <TriangleAlert size={14} />,
    help: 'Kept in this browser until it is mended.',
  },
};

const viewOnly: StatusWords = {
  words: 'View only',
  tone: 'plain',
  icon: <Eye size={14} />,
  help: 'You may look at this graph, but not change it.',
};

export function SaveStatus() {
  const status = useDocument((document) => document.saveStatus);
  const note = useDocument((document) => document.saveNote);
  const save = useDocument((document) => document.save);
  const { words, tone, icon, help } = useMay('edit') ? statuses[status] : viewOnly;
  const content = (
    <>
      {icon}
      <span aria-live="polite">{words}</span>
    </>
  );
  const text = note ? `${note} ${help}` : help;
  const act = status === 'offline' ? () => void save() : status === 'conflict' ? askAgain : undefined;
  if (act) {
    return (
      <Tooltip text={text}>
        <button type="button" className={styles['status']} data-tone={tone} onClick={act}>
          {content}
        </button>
      </Tooltip>
    );
  }
  return (
    <Tooltip text={text}>
      <span className={styles['status']} data-tone={tone}>
        {content}
      </span>
    </Tooltip>
  );
}
