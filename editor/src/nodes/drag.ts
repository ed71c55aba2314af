/** The type under which a node kind travels from the palette to the canvas. */
export const nodeDragType = 'application/baton-node';
