// What one tab does about the session, all of them do: the browser has one cookie for them.

type Change = 'signed-in' | 'signed-out';

const name = 'insights.session';

/** Tells the other tabs. */
export function tellTabs(change: Change): void {
  const channel = new BroadcastChannel(name);
  channel.postMessage(change);
  channel.close();
}

/** Listens to the other tabs; ends with what it returns. */
export function hearTabs(listen: (change: Change) => void): () => void {
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }) => {
    if (data === 'signed-in' || data === 'signed-out') {
      listen(data);
    }
  };
  return () => channel.close();
}
