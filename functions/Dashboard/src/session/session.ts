import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { ApiError, Client } from '../api/client';
import type { Me } from '../api/types';
import { go } from '../view/location';
import { finishSignIn, isReturning } from './oidc';
import { forgetToken, loadToken, saveToken } from './store';

export interface SignedIn {
  me: Me;
  client: Client;
  signOut: () => void;
}

export type Session =
  | { state: 'starting' }
  | { state: 'signed-out'; notice: string; signIn: (token: string) => void }
  | { state: 'failed'; error: ApiError; retry: () => void }
  | ({ state: 'signed-in' } & SignedIn);

const refused = 'This token is not valid: it may be mistyped, expired or revoked.';
const expired = 'Your sign-in has expired. Sign in again to go on where you were.';

type Status = { token: string | null; me: Me | null; notice: string; error: ApiError | null; isChecking: boolean };

/** Who is using the page: from the token of this tab, or from the sign-in that this page load completes. */
export function useSession(): Session {
  const [status, setStatus] = useState<Status>(() => ({ token: loadToken(), me: null, notice: '', error: null, isChecking: isReturning() }));
  const signedOut = (notice: string): void => {
    forgetToken();
    setStatus({ token: null, me: null, notice, error: null, isChecking: false });
  };
  const signIn = (token: string): void => setStatus({ token, me: null, notice: '', error: null, isChecking: false });

  useEffect(() => {
    if (status.isChecking) {
      finishSignIn().then(signIn, (error: unknown) =>
        signedOut(error instanceof ApiError ? `${error.message} ${error.detail}` : 'The sign-in failed.'));
      return undefined;
    }

    if (status.token === null || status.me !== null || status.error !== null) {
      return undefined;
    }

    const { token } = status;
    const aborter = new AbortController();
    const isKnown = loadToken() === token;
    new Client(token, () => {}).get<Me>('users/me', {}, aborter.signal).then(
      me => {
        saveToken(token);
        setStatus({ token, me, notice: '', error: null, isChecking: false });
      },
      (error: unknown) => {
        if (aborter.signal.aborted) {
          return;
        }

        const known = error instanceof ApiError ? error : new ApiError(0, String(error));
        if (known.status === 401) {
          signedOut(isKnown ? expired : refused);
        } else {
          setStatus({ ...status, error: known });
        }
      },
    );
    return () => aborter.abort();
  }, [status]);

  const { token, me, notice, error, isChecking } = status;
  const [client, setClient] = useState<Client | null>(null);
  useEffect(() => setClient(token !== null && me !== null ? new Client(token, () => signedOut(expired)) : null), [token, me]);

  // Who leaves, leaves nothing behind; who is sent away by an expired token comes back to where it was.
  const signOut = (): void => {
    signedOut('You have signed out.');
    go('/', 'replace');
  };

  if (error !== null) {
    return { state: 'failed', error, retry: () => setStatus({ ...status, error: null }) };
  }

  if (token === null && !isChecking) {
    return { state: 'signed-out', notice, signIn };
  }

  return me !== null && client !== null
    ? { state: 'signed-in', me, client, signOut }
    : { state: 'starting' };
}

/** The organizations in which somebody has a role. */
export function organizationsOf(me: Me): string[] {
  return [...new Set(me.roles.flatMap(role => role.organization_id ?? []))];
}

/** Whether there is anything beyond single templates that somebody may view: all of the deployment, or of an organization. */
export function mayCompare(me: Me): boolean {
  return me.permissions.view_all_insights || organizationsOf(me).length > 0;
}

const SignedInContext = createContext<SignedIn | null>(null);

export const SignedInProvider = SignedInContext.Provider;

/** The session of the person who is signed in; for what is shown only then. */
export function useSignedIn(): SignedIn {
  const session = useContext(SignedInContext);
  if (session === null) {
    throw new Error('Nobody is signed in.');
  }

  return session;
}
