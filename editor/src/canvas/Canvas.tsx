/** Placeholder: the canvas of the open graph comes here. */
export function Canvas() {
  return null;
}
