// What one tab does about the session, all of them do: the browser has one cookie for them.

type Change = 'signed-in' | 'signed-out';

// One for both ways: what a channel tells it does not hear.
const channel = new BroadcastChannel('insights.session');

/** Tells the other tabs. */
export function tellTabs(change: Change): void {
  channel.postMessage(change);
}

/** Listens to the other tabs; ends with what it returns. */
export function hearTabs(listen: (change: Change) => void): () => void {
  const hear = ({ data }: MessageEvent<unknown>): void => {
    if (data === 'signed-in' || data === 'signed-out') {
      listen(data);
    }
  };
  channel.addEventListener('message', hear);
  return () => channel.removeEventListener('message', hear);
}
