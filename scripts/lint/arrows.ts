// Who may import whom, and why not: the picture in docs/architecture.md as a table. An arrow is added here or nowhere.

/** What a part may import of the other parts, and the sentence that a forbidden import is answered with. */
export interface Part {
  imports: readonly string[];
  /** Its types may be imported, but nothing that runs. */
  importsTypesOf?: readonly string[];
  /** Single doors, as `package/door`, of packages that may otherwise not be entered. */
  doors?: readonly string[];
  why: string;
}

export const packages: Record<string, Part> = {
  shared: {
    imports: [],
    why: 'shared imports nothing of ours, so that a graph means the same in the browser, on the server and in a test.',
  },
  runtime: {
    imports: ['shared'],
    why: 'The runtime knows only shared: it turns a graph into events, and who asks, stores or shows is not its matter.',
  },
  server: {
    imports: ['shared', 'runtime'],
    why: 'The server serves the editor as built files; what both must know is in shared/api.',
  },
  editor: {
    imports: ['shared'],
    why: 'The editor runs in the browser and meets the server only through HTTP; what both must know is in shared/api.',
  },
  e2e: {
    imports: [],
    importsTypesOf: ['shared'],
    // The stand-in for OpenAI is nothing that Baton ships.
    doors: ['runtime/testing/openai-server'],
    why: 'e2e uses Baton from outside, as a person would, so that it cannot pass by sharing its code; it may borrow types.',
  },
  bench: {
    // The same cards, on a canvas that is bare React Flow.
    imports: ['shared', 'runtime', 'editor'],
    why: 'bench measures shared and the runtime, and the editor beside a page with its cards; the server it starts as a process.',
  },
  scripts: {
    imports: [],
    why: 'The scripts set Baton up, so they run before any package of it can.',
  },
};

const parts = ['ui', 'api', 'routing', 'nodes', 'triggers'];
const state = [...parts, 'document', 'run'];
const panel =
  'The parts of a screen do not know each other: they meet in document and run, and app puts them together.';
const screen = 'A screen does not know the others: they meet in document and run, and app puts them together.';

/** The folders of editor/src. */
export const editorFolders: Record<string, Part> = {
  ui: { imports: [], why: 'ui is the small parts that everything else is made of, so it knows nothing of Baton.' },
  api: { imports: [], why: 'api talks to the server and to nobody else; who shows what it brings is not its matter.' },
  routing: {
    imports: ['ui'],
    why: 'routing says which screen an address means; what is on the screen is not its matter.',
  },
  triggers: {
    imports: ['ui', 'api'],
    why: 'A trigger kind gets what it shows as arguments, so that every part of the editor can show it.',
  },
  nodes: {
    imports: ['ui', 'api', 'triggers'],
    why: 'A node kind gets what it shows as arguments, so that every part of the editor can show it.',
  },
  document: {
    imports: parts,
    why: 'document is the graph being edited; who shows it and what runs it is not its matter.',
  },
  run: {
    imports: parts,
    why: 'run is what happens in a run, told by its events alone, also when the document has moved on since.',
  },
  canvas: { imports: state, why: panel },
  inspector: { imports: state, why: panel },
  home: { imports: state, why: screen },
  runs: { imports: state, why: screen },
  tests: { imports: state, why: screen },
  deploy: { imports: state, why: screen },
  settings: { imports: state, why: screen },
  app: {
    imports: [...state, 'canvas', 'inspector', 'home', 'runs', 'tests', 'deploy', 'settings'],
    why: 'app puts the editor together.',
  },
};
