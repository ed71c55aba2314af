// Everything that must be there before Baton runs. On a fresh clone this takes a minute or so, afterwards no time.
import { ensureEditor } from './editor.mjs';
import { alone } from './lock.mjs';
import { ensureNode } from './node.mjs';
import { ensurePackages } from './packages.mjs';

/**
 * @param {import('./progress.mjs').Progress} progress
 * @param {{ editor: boolean }} parts
 * @returns {Promise<string>} the Node to run Baton with
 */
export function setUp(progress, parts) {
  return alone(progress, async () => {
    const node = await ensureNode(progress);
    await ensurePackages(node, progress);
    if (parts.editor) await ensureEditor(node, progress);
    return node;
  });
}
