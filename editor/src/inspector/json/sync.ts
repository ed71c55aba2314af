/**
 * Keeps the JSON text and the document the same, whichever is edited. What is typed becomes an edit a moment later, if it
 * is a graph; what the canvas edits becomes one small change of the text, so that cursor, selection and scroll stay.
 */
import { type Graph, parseGraphText, type Problem, writeGraph } from '@baton/shared/graph';
import { useDocument } from '../../document/document.ts';
import { useSelection } from '../../document/selection.ts';
import { changeBetween } from './change.ts';
import { monaco } from './monaco.ts';
import { entryAt, jsonPlaces, type JsonPlaces, rangeOf } from './places.ts';
import { reuse } from './reuse.ts';

/** `broken`: the text is no graph. `other-id`: it is another one. `behind`: and the document has moved on since. */
export type SyncNote = 'broken' | 'other-id' | 'behind';
export interface JsonSync {
  /** Gives up the text, and shows the document. */
  takeDocument: () => void;
  stop: () => void;
}
interface Options {
  /** The class of the lines of what is selected. */
  selected: string;
  onNote: (note: SyncNote | undefined) => void;
}

const pauseMs = 200;
const severities = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  hint: monaco.MarkerSeverity.Info,
} as const;

export function syncWithDocument(
  editor: monaco.editor.IStandaloneCodeEditor,
  model: monaco.editor.ITextModel,
  { selected, onNote }: Options,
): JsonSync {
  /** The document that the text says, or last said. */
  let shown: Graph | undefined;
  let places: JsonPlaces | undefined;
  /** Set while the text is not this graph: what is wrong with it. */
  let broken: readonly Problem[] | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing = false;
  const marked = editor.createDecorationsCollection();

  function write(graph: Graph): void {
    const change = changeBetween(model.getValue(), writeGraph(graph));
    shown = graph;
    broken = undefined;
    onNote(undefined);
    if (change) {
      writing = true;
      const range = monaco.Range.fromPositions(model.getPositionAt(change.start), model.getPositionAt(change.end));
      // As an edit of the model and not of the cursor: what is selected moves with the text around it.
      model.pushEditOperations(null, [{ range, text: change.text }], () => null);
      writing = false;
    }
    places = jsonPlaces(model.getValue());
    mark();
    markSelected(false);
  }

  /** Takes what was typed into the document. */
  function read(): void {
    clearTimeout(timer);
    timer = undefined;
    const { graph, edit } = useDocument.getState();
    if (!graph) return;
    const text = model.getValue();
    const parsed = parseGraphText(text);
    places = jsonPlaces(text) ?? places;
    if (!parsed.ok || parsed.graph.id !== graph.id) {
      broken = parsed.ok ? [otherId(graph)] : parsed.problems;
      onNote(shown !== graph ? 'behind' : parsed.ok ? 'other-id' : 'broken');
      return mark();
    }
    broken = undefined;
    onNote(undefined);
    shown = reuse(graph, parsed.graph);
    edit('Edit the JSON', () => shown ?? graph, { merge: 'json' });
    mark();
    markSelected(false);
  }

  function mark(): void {
    const problems = broken ?? useDocument.getState().problems;
    const markers = problems.flatMap((problem) => {
      // What is no JSON at all is marked by Monaco, to the letter.
      if (!places || problem.code === 'not-json') return [];
      const { start, end } = rangeOf(places, problem.path);
      const [from, to] = [model.getPositionAt(start), model.getPositionAt(end)];
      // A whole object is marked where it begins.
      const last = to.lineNumber === from.lineNumber ? to : from.with(undefined, from.column + 1);
      return [
        {
          severity: severities[problem.severity],
          message: problem.message,
          code: problem.code,
          startLineNumber: from.lineNumber,
          startColumn: from.column,
          endLineNumber: last.lineNumber,
          endColumn: last.column,
        },
      ];
    });
    monaco.editor.setModelMarkers(model, 'baton', markers);
  }

  /** @param reveal scrolls to it, unless the text is where somebody is at work. */
  function markSelected(reveal: boolean): void {
    const { nodes, handoffs } = useSelection.getState();
    const found = [...ranges('nodes', nodes), ...ranges('handoffs', handoffs)];
    marked.set(found.map((range) => ({ range, options: { isWholeLine: true, className: selected } })));
    if (reveal && !editor.hasTextFocus()) showSelected(monaco.editor.ScrollType.Smooth);
  }
  function showSelected(how: monaco.editor.ScrollType): void {
    const first = marked.getRange(0);
    if (first) editor.revealRangeInCenterIfOutsideViewport(first, how);
  }
  function ranges(list: 'nodes' | 'handoffs', ids: readonly string[]): monaco.Range[] {
    return ids.flatMap((id) => {
      const index = shown?.[list]?.findIndex((entry) => entry.id === id) ?? -1;
      const range = index < 0 ? undefined : places?.values.get(`/${list}/${index}`);
      return range
        ? [monaco.Range.fromPositions(model.getPositionAt(range.start), model.getPositionAt(range.end))]
        : [];
    });
  }

  /** Who moves in the text selects on the canvas what the cursor is in. */
  function follow({ position, source }: monaco.editor.ICursorPositionChangedEvent): void {
    if (!places || !editor.hasTextFocus() || source === 'api' || source === 'model' || timer !== undefined || broken)
      return;
    const entry = entryAt(places, model.getOffsetAt(position));
    const id = entry && shown?.[entry.list]?.[entry.index]?.id;
    if (entry && id !== undefined) useSelection.getState().goTo({ [entry.list]: [id] });
  }

  const stops = [
    useDocument.subscribe((now, before) => {
      if (now.graph && now.graph !== before.graph && now.graph !== shown) {
        // What is being typed goes first: it is an edit that has only not been taken yet.
        if (timer !== undefined || broken) onNote(broken ? 'behind' : undefined);
        else write(now.graph);
      }
      if (now.problems !== before.problems && !broken) mark();
    }),
    useSelection.subscribe(() => markSelected(true)),
  ];
  const listeners = [
    model.onDidChangeContent(() => {
      if (writing) return;
      clearTimeout(timer);
      timer = setTimeout(read, pauseMs);
    }),
    editor.onDidBlurEditorText(() => timer !== undefined && read()),
    editor.onDidChangeCursorPosition(follow),
  ];
  const { CtrlCmd, Shift } = monaco.KeyMod;
  const { KeyZ, KeyY } = monaco.KeyCode;
  editor.addCommand(CtrlCmd | KeyZ, () => step('undo'));
  editor.addCommand(CtrlCmd | Shift | KeyZ, () => step('redo'));
  editor.addCommand(CtrlCmd | KeyY, () => step('redo'));

  /** There is one history, the document's; only a text that is no graph yet has its own. */
  function step(way: 'undo' | 'redo'): void {
    if (timer !== undefined) read();
    if (broken) editor.trigger('keyboard', way, undefined);
    else useDocument.getState()[way]();
  }

  function takeDocument(): void {
    const { graph } = useDocument.getState();
    if (graph) write(graph);
  }
  takeDocument();
  showSelected(monaco.editor.ScrollType.Immediate);
  return {
    takeDocument,
    stop() {
      if (timer !== undefined) read();
      for (const stop of stops) stop();
      for (const listener of listeners) listener.dispose();
    },
  };
}

const otherId = ({ id }: Graph): Problem => ({
  severity: 'error',
  code: 'other-id',
  path: '/id',
  message: `The id is this graph’s address, so it stays "${id}"; a duplicate has an id of its own, made of its name.`,
});
