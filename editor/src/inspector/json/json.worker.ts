/** Monaco's JSON language service: completion and syntax, off the main thread. */
import 'monaco-editor/language/json/json.worker';
