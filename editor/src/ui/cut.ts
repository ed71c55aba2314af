/** What an ellipsis cuts off can be read all the same: whatever is pointed at tells all of it, if it does not say it anyway. */

const told = 'data-cut';

function isCut(element: HTMLElement): boolean {
  const wide = element.scrollWidth > element.clientWidth;
  const high = element.scrollHeight > element.clientHeight;
  if (!wide && !high) return false;
  const { textOverflow, overflowX, webkitLineClamp } = getComputedStyle(element);
  if (high && webkitLineClamp !== 'none') return true;
  return wide && textOverflow === 'ellipsis' && overflowX !== 'visible';
}

function point({ target, buttons }: MouseEvent): void {
  // While something is dragged nobody reads, and nothing shall be measured.
  if (buttons !== 0 || !(target instanceof HTMLElement) || target.matches('input, textarea, select')) return;
  if (target.hasAttribute(told)) {
    target.removeAttribute(told);
    target.removeAttribute('title');
  }
  if (target.closest('[title]') || !isCut(target)) return;
  target.setAttribute(told, '');
  target.title = target.innerText;
}

export const tellWhatIsCut = (): void => document.addEventListener('mouseover', point);
