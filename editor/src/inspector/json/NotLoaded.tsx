/** In place of an editor that could not be loaded: the server is gone, or was replaced by a newer one. */
import styles from './JsonPanel.module.css';

export function NotLoaded() {
  return (
    <p className={styles['loading']} role="alert">
      The editor could not be loaded, because the server did not answer. Close this, and open it again when it does.
    </p>
  );
}
