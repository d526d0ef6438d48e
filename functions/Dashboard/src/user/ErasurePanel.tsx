import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../api/client';
import { formatCount } from '../format/text';
import { useSignedIn } from '../session/session';
import { Dialog } from '../ui/Dialog';
import { Icon } from '../ui/Icon';

interface Operation {
  id: string;
  status: 'running' | 'completed';
  templates_done: number;
  templates?: number;
  rows_rewritten?: number;
}

/** In milliseconds: how often it is asked how far an erasure has got. */
const period = 2_000;

/** For owners: erases what somebody did, after the name was written, and says how far that has got. */
export function ErasurePanel({ id, username, name }: { id: string; username: string; name: string }): JSX.Element {
  const { client } = useSignedIn();
  const [isAsked, setAsked] = useState(false);
  const [operation, setOperation] = useState<Operation | null>(null);
  const [failure, setFailure] = useState('');
  const fail = (error: unknown): void => setFailure(error instanceof ApiError ? `${error.message} ${error.detail}` : String(error));
  useEffect(() => {
    if (operation?.status !== 'running') {
      return undefined;
    }

    const aborter = new AbortController();
    const timer = setTimeout(() => {
      client.get<Operation>(`operations/${operation.id}`, {}, aborter.signal).then(next => { setFailure(''); setOperation(next); }, (error: unknown) => {
        if (!aborter.signal.aborted) {
          fail(error);
          setOperation({ ...operation });
        }
      });
    }, period);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [operation]);
  const start = (): void => {
    setAsked(false);
    setFailure('');
    client.change<Operation>('DELETE', `users/${id}/insights`).then(setOperation, fail);
  };
  return (
    <section class="panel full" aria-labelledby="erasure" data-state="ready">
      <header class="panel-head"><Icon name="close" /><div class="panel-title"><h2 id="erasure">Erasure</h2></div></header>
      <p class="panel-note">Erases the usage and builds of <b translate={false}>{name}</b> until now, from all figures. It cannot be taken back.</p>
      <div class="panel-body">
        {operation === null
          ? <p><button type="button" class="button" onClick={() => setAsked(true)}>Erase what {name} did</button></p>
          : <p role="status" data-erasure={operation.status}>{progressOf(operation)}</p>}
        {failure !== '' && <p class="banner" role="alert"><Icon name="alert" />{failure}</p>}
      </div>
      {isAsked && <Confirmation username={username} name={name} onConfirm={start} onClose={() => setAsked(false)} />}
    </section>
  );
}

function progressOf({ status, templates_done: done, templates, rows_rewritten: rows }: Operation): string {
  return status === 'completed'
    ? `Erased. No figure and no row has it any more${rows === undefined ? '' : `; ${formatCount(rows)} rows were written anew`}.`
    : `No figure has it any more. Rows are written anew: ${formatCount(done)}${templates === undefined ? '' : ` of ${formatCount(templates)}`} templates${rows === undefined ? '' : `, ${formatCount(rows)} rows`} so far.`;
}

function Confirmation({ username, name, onConfirm, onClose }: { username: string; name: string; onConfirm: () => void; onClose: () => void }): JSX.Element {
  const [written, setWritten] = useState('');
  return (
    <Dialog title={`Erase what ${name} did?`} onClose={onClose}>
      <form class="rate" onSubmit={event => { event.preventDefault(); onConfirm(); }}>
        <p>All usage and builds of <b translate={false}>{name}</b> (<span translate={false}>{username}</span>) until now are erased, and figures of the past change. It cannot be taken back.</p>
        <label><span>To confirm, write the user name</span><input value={written} autocomplete="off" spellcheck={false} onInput={event => setWritten(event.currentTarget.value)} /></label>
        <button type="submit" class="button" disabled={written !== username}>Erase it</button>
      </form>
    </Dialog>
  );
}
