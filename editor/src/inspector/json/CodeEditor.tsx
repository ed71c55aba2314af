/** JavaScript in Monaco, for code tools. It is text: nothing here runs it. */
import { useEffect, useRef } from 'react';
import { editorOptions, monaco } from './monaco.ts';
import styles from './JsonPanel.module.css';

interface CodeEditorProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

export function CodeEditor({ label, value, onChange }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(undefined);
  const latest = useRef({ value, onChange });
  useEffect(() => {
    latest.current = { value, onChange };
    const model = editor.current?.getModel();
    // Undone or changed elsewhere: what is typed here is already so.
    if (model && model.getValue() !== value) model.setValue(value);
  }, [value, onChange]);
  useEffect(() => {
    if (!host.current) return undefined;
    const model = monaco.editor.createModel(latest.current.value, 'javascript');
    // A dialog is in the top layer, above what is drawn over the page, so lists stay inside.
    const made = monaco.editor.create(host.current, {
      ...editorOptions,
      fixedOverflowWidgets: false,
      ariaLabel: label,
      model,
    });
    editor.current = made;
    const listener = model.onDidChangeContent(() => {
      if (model.getValue() !== latest.current.value) latest.current.onChange(model.getValue());
    });
    return () => {
      listener.dispose();
      made.dispose();
      model.dispose();
    };
  }, [label]);
  return <div ref={host} className={styles['code']} />;
}
