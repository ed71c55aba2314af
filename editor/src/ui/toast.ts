/** Short news at the edge of the screen, with something to do about it where there is. */
import { create } from 'zustand';

export interface ToastNews {
  text: string;
  tone?: 'plain' | 'bad';
  action?: { label: string; run: () => void };
  /** It is gone and the action was not taken. */
  onLapse?: () => void;
}

interface ToastStore {
  toasts: readonly (ToastNews & { id: number })[];
  dismiss: (id: number) => void;
  act: (id: number) => void;
}

export const useToasts = create<ToastStore>((set, get) => {
  const take = (id: number): ToastNews | undefined => {
    const found = get().toasts.find((toast) => toast.id === id);
    if (found) set({ toasts: get().toasts.filter((toast) => toast !== found) });
    return found;
  };
  return {
    toasts: [],
    dismiss: (id) => take(id)?.onLapse?.(),
    act: (id) => take(id)?.action?.run(),
  };
});

const atOnce = 3;
let count = 0;

export function toast(news: ToastNews): void {
  const { toasts, dismiss } = useToasts.getState();
  const oldest = toasts[0];
  if (oldest && toasts.length >= atOnce) dismiss(oldest.id);
  useToasts.setState((now) => ({ toasts: [...now.toasts, { ...news, id: ++count }] }));
}

// A page that is left lapses what it still shows, since nobody can take it back any more.
addEventListener('pagehide', () => {
  for (const { id } of useToasts.getState().toasts) useToasts.getState().dismiss(id);
});
