/** In place of a screen that could not be loaded, or in which something went wrong: never an empty page. */
import { Component, type ReactNode } from 'react';
import { Brand } from '../routing/Brand.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Screen } from '../ui/Screen.tsx';

const reload = (
  <Button look="primary" onClick={() => location.reload()}>
    Reload
  </Button>
);

export function ScreenNotLoaded() {
  return (
    <Screen bar={<Brand />}>
      <EmptyState page title="This page could not be loaded" action={reload}>
        The server does not answer, or was replaced by a newer one. What was edited is kept in this browser.
      </EmptyState>
    </Screen>
  );
}

/** Around a screen: an error while it is drawn would otherwise leave nothing of the page. */
export class Unbroken extends Component<{ children: ReactNode }, { error: Error | undefined }> {
  override state: { error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <Screen bar={<Brand />}>
        <EmptyState page title="Something went wrong on this page" action={reload}>
          That is a mistake in Baton ({error.message}). What was edited is kept in this browser.
        </EmptyState>
      </Screen>
    );
  }
}
