/** What is selected, as a form; the graph's own settings when nothing is. */
export function Inspector() {
  return null;
}
