/** Placeholder: the test panel of the open graph comes here. */
export function TestPanel() {
  return null;
}
