/**
 * Monaco with what the JSON view and code tools use of it, and nothing else. Only what is loaded when it is first opened
 * imports this file. Its workers come from Baton's own origin, as the page's content security policy wants.
 */
import * as monaco from 'monaco-editor/editor';
import 'monaco-editor/languages/definitions/javascript/register';
import { jsonDefaults } from 'monaco-editor/languages/features/json/register';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/smartSelect/register';
import 'monaco-editor/features/snippet/register';
import 'monaco-editor/features/suggest/register';
import 'monaco-editor/features/wordHighlighter/register';
import 'monaco-editor/features/wordOperations/register';
import { graphJsonSchema } from '@baton/shared/graph';
import { useTheme } from '../../ui/theme.ts';

export { monaco };

self.MonacoEnvironment = {
  getWorker: (_id: string, label: string) =>
    label === 'json'
      ? new Worker(new URL('./json.worker.ts', import.meta.url), { type: 'module' })
      : new Worker(new URL('./editor.worker.ts', import.meta.url), { type: 'module' }),
};

export const graphUri = monaco.Uri.parse('baton://graph/graph.json');

jsonDefaults.setDiagnosticsOptions({
  validate: true,
  // What does not fit the format is said by Baton's own reader, in sentences and with what was meant.
  schemaValidation: 'ignore',
  schemas: [{ uri: 'baton://schema', fileMatch: [graphUri.toString()], schema: graphJsonSchema() }],
});

/** The theme's own colours: what stands in tokens.css, as the page has it now. */
function colour(name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const rgb = /rgba?\((\d+), (\d+), (\d+)/.exec(getComputedStyle(probe).color);
  probe.remove();
  return rgb
    ? `#${rgb
        .slice(1, 4)
        .map((part) => Number(part).toString(16).padStart(2, '0'))
        .join('')}`
    : '#808080';
}

function applyTheme(): void {
  const dark = prefersDark();
  const [text, soft, faint] = [colour('--text'), colour('--text-soft'), colour('--text-faint')];
  monaco.editor.defineTheme('baton', {
    base: dark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: text.slice(1) },
      { token: 'string.key.json', foreground: text.slice(1), fontStyle: 'bold' },
      { token: 'string.value.json', foreground: colour('--good').slice(1) },
      { token: 'number', foreground: colour('--warn').slice(1) },
      { token: 'keyword', foreground: colour('--warn').slice(1) },
      { token: 'delimiter', foreground: faint.slice(1) },
      { token: 'comment', foreground: faint.slice(1) },
    ],
    colors: {
      'editor.background': colour('--surface'),
      'editor.foreground': text,
      'editorLineNumber.foreground': faint,
      'editorLineNumber.activeForeground': soft,
      'editorCursor.foreground': text,
      'editorWidget.background': colour('--raised'),
      'editorWidget.border': colour('--line'),
      'editorSuggestWidget.background': colour('--raised'),
      'editorHoverWidget.background': colour('--raised'),
    },
  });
  monaco.editor.setTheme('baton');
}

/** As the system says, unless the theme was chosen. */
function prefersDark(): boolean {
  const { theme } = useTheme.getState();
  return theme === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
}

applyTheme();
useTheme.subscribe(applyTheme);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', applyTheme);

export const editorOptions = {
  automaticLayout: true,
  bracketPairColorization: { enabled: false },
  // Monaco's older input is a text area, which the page's shortcuts and screen readers know as one.
  editContext: false,
  fixedOverflowWidgets: true,
  fontFamily: 'JetBrains Mono Variable, ui-monospace, monospace',
  fontLigatures: false,
  fontSize: 12,
  lineHeight: 20,
  minimap: { enabled: false },
  overviewRulerLanes: 2,
  padding: { top: 8, bottom: 8 },
  quickSuggestions: { other: true, comments: false, strings: true },
  scrollBeyondLastLine: false,
  tabSize: 2,
  theme: 'baton',
  wordBasedSuggestions: 'off',
} as const satisfies monaco.editor.IStandaloneEditorConstructionOptions;
