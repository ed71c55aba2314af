/** Every way in which an editor changes a document: graph in, graph out, and what is not touched keeps its identity. */
export { addNode, moveNodes, removeNodes, updateNode, type NodePatch } from './nodes.ts';
export { addHandoff, removeHandoffs, reorderHandoff, updateHandoff, type HandoffPatch } from './handoffs.ts';
export { renameNode } from './rename.ts';
export { followName } from './follow.ts';
export { newNames, type NewNames } from './new-names.ts';
export { setLimit, setStateValue, updateGraph, type GraphPatch } from './graph.ts';
export { freeId, freshHandoff, freshNode, idFrom, type NodeStart } from './fresh.ts';
export { addTool, freshTool, removeTool, renameTool, replaceTool } from './tools.ts';
export { patched } from './patch.ts';
export { applyFix } from './fix.ts';
export { bridgeNodes, canBridge } from './bridge.ts';
export { insertNode } from './insert.ts';
export { handoffsInto, isOff, nodesOff, switchHandoffs } from './enable.ts';
export { addNote, moveNotes, notesOf, removeNotes, updateNote, type NotePatch } from './notes.ts';
export { clipFrom, clipOf, paste, type Part, type Pasted } from './clip.ts';
