/** What Monaco does for every language off the main thread: words, links, differences. */
import 'monaco-editor/editor/editor.worker';
