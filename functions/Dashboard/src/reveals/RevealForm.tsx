import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ApiError } from '../api/client';
import { useSignedIn } from '../session/session';
import { Icon } from '../ui/Icon';
import { go, withQuery } from '../view/location';

/** What an address has of the row of a report that somebody is asked for by. */
export const revealParameters = ['pseudonym', 'template', 'from', 'until'] as const;

/** Has a person shown: by name, or by a pseudonym that an address brings from a report. */
export function RevealForm({ query, onAsked }: { query: URLSearchParams; onAsked: () => void }): JSX.Element {
  const { client, me } = useSignedIn();
  const most = me.privacy?.reveal_hours ?? 24;
  const pseudonym = query.get('pseudonym') ?? '';
  const [username, setUsername] = useState('');
  const [reason, setReason] = useState('');
  const [hours, setHours] = useState(String(Math.min(most, 4)));
  const [failure, setFailure] = useState('');
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    const who = pseudonym === '' ? { username: username.trim() } : { pseudonym, template_id: query.get('template'), start_time: query.get('from'), end_time: query.get('until') };
    client.change('POST', 'insights/reveals', { ...who, reason, hours: Number(hours) }).then(() => {
      setFailure('');
      setUsername('');
      setReason('');
      go(withQuery(Object.fromEntries(revealParameters.map(name => [name, undefined]))), 'replace');
      onAsked();
    }, (error: unknown) => setFailure(error instanceof ApiError ? `${error.message} ${error.detail}` : String(error)));
  };
  return (
    <form class="rate reveal-form" onSubmit={onSubmit} aria-label="Ask for a reveal">
      {pseudonym === ''
        ? <label><span>User name</span><input required value={username} autocomplete="off" onInput={event => setUsername(event.currentTarget.value)} /></label>
        : <label><span>Pseudonym</span><input readOnly value={pseudonym} /></label>}
      <label class="wide"><span>Why</span><input required maxLength={1000} value={reason} autocomplete="off" onInput={event => setReason(event.currentTarget.value)} /></label>
      <label><span>Hours</span><input required type="number" min={1} max={most} value={hours} onInput={event => setHours(event.currentTarget.value)} /></label>
      <button type="submit" class="button">Ask for a reveal</button>
      {me.privacy?.reveals_need_two === true && <p class="faint">Another officer has to approve it.</p>}
      {failure !== '' && <p class="banner" role="alert"><Icon name="alert" />{failure}</p>}
    </form>
  );
}
