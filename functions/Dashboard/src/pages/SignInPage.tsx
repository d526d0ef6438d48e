import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ApiError, getOpen } from '../api/client';
import { useResource } from '../api/resource';
import type { AuthMethods, OidcMethod } from '../api/types';
import { beginSignIn } from '../session/oidc';
import { Icon } from '../ui/Icon';
import { Logo } from '../ui/Logo';

interface Props {
  notice: string;
  signIn: (token: string) => void;
}

/** Asks who is there: an API token, or the organization's own sign-in where it is set up. */
export function SignInPage({ notice, signIn }: Props): JSX.Element {
  const [token, setToken] = useState('');
  useEffect(() => { document.title = 'Sign in · Template Insights'; }, []);
  const methods = useResource('authmethods', 0, signal => getOpen<AuthMethods>('users/authmethods', signal));
  const oidc = methods.state === 'ready' ? methods.data.oidc : undefined;
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    signIn(token.trim());
  };
  return (
    <main class="sign-in">
      <div class="panel sign-in-panel">
        <Logo />
        <h1>Template Insights</h1>
        <p class="faint">How the templates of your Coder deployment are used.</p>
        {notice !== '' && <p class="banner" role="alert"><Icon name="alert" />{notice}</p>}
        {oidc !== undefined && <><OidcButton method={oidc} /><p class="or"><span>or</span></p></>}
        <form onSubmit={onSubmit}>
          <label for="token">API token</label>
          <input
            id="token" type="password" autocomplete="off" spellcheck={false} value={token} placeholder="Paste a token" required
            aria-describedby="token-hint" onInput={event => setToken(event.currentTarget.value)}
          />
          <p class="faint hint" id="token-hint">It is exchanged for a session of this browser, and kept nowhere. Signing out ends the session in every tab.</p>
          <button type="submit" class={`button${oidc === undefined ? ' primary' : ''}`}><Icon name="key" />Sign in with token</button>
        </form>
        <details class="where-from">
          <summary>Where do I get a token?</summary>
          <p>From whoever runs this service, or from a session of your own: <code translate={false}>POST /api/v2/tokens</code> makes one with the scope <code translate={false}>read</code>.</p>
          <p>Whoever started the service has its first token: locally the file <code translate={false}>.azurite/token</code>, in Azure the value of <code translate={false}>INSIGHTS_BOOTSTRAP_TOKEN</code> it was deployed with. It may do everything: make others with it.</p>
        </details>
      </div>
    </main>
  );
}

function OidcButton({ method }: { method: OidcMethod }): JSX.Element {
  const [failure, setFailure] = useState('');
  const start = (): void => {
    setFailure('');
    beginSignIn(method).catch((error: unknown) => setFailure(error instanceof ApiError ? `${error.message} ${error.detail}` : 'The sign-in failed.'));
  };
  return (
    <>
      <button type="button" class="button primary" onClick={start}><Icon name="lock" />Sign in with your organization</button>
      {failure !== '' && <p class="banner" role="alert"><Icon name="alert" />{failure}</p>}
    </>
  );
}
