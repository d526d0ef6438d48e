import { createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, Client, openSession } from '../api/client';
import type { Me } from '../api/types';
import { go } from '../view/location';
import { finishSignIn, isReturning } from './oidc';
import { forgetSignedIn, hasSignedIn, keepSignedIn } from './store';
import { hearTabs, tellTabs } from './tabs';

export interface SignedIn {
  me: Me;
  client: Client;
  /** Ends the session; fails where the service cannot be told. */
  signOut: () => Promise<void>;
}

export type Session =
  | { state: 'starting' }
  | { state: 'signed-out'; notice: string; signIn: (token: string) => void }
  | { state: 'failed'; error: ApiError; retry: () => void }
  | ({ state: 'signed-in' } & SignedIn);

const refused = 'This token is not valid: it may be mistyped, expired or revoked.';
const expired = 'Your sign-in has expired. Sign in again to go on where you were.';
const left = 'You have signed out.';
const noCookie = 'This browser did not keep the sign-in. Allow this site to keep cookies, then sign in again.';

/** Why a credential is not taken, where the service says more than how a program sends one: that it has expired, or begins later. */
const refusalOf = ({ detail }: ApiError): string => (detail === '' || detail.startsWith('Send ') ? refused : detail);

type Status =
  | { step: 'returning' }
  | { step: 'token'; token: string }
  | { step: 'asking'; isNew: boolean }
  | { step: 'failed'; error: ApiError; from: Status }
  | { step: 'signed-out'; notice: string }
  | { step: 'signed-in'; me: Me; client: Client };

/**
 * Who is using the page. A credential, pasted or from an issuer, is exchanged for a cookie at once and forgotten; the cookie is
 * the browser's, so every tab is signed in with it, and signed out.
 */
export function useSession(): Session {
  const [status, setStatus] = useState<Status>(() =>
    isReturning() ? { step: 'returning' } : hasSignedIn() ? { step: 'asking', isNew: false } : { step: 'signed-out', notice: '' });
  const current = useRef<Client | null>(null);
  const signedOut = (notice: string): void => {
    current.current = null;
    forgetSignedIn();
    setStatus({ step: 'signed-out', notice });
  };

  useEffect(() => {
    const aborter = new AbortController();
    run(status, aborter.signal).then(next => next !== null && !aborter.signal.aborted && setStatus(next));
    return () => aborter.abort();
  }, [status]);

  useEffect(() => hearTabs(change => {
    if (change === 'signed-in') {
      // It may be somebody else now.
      current.current = null;
      setStatus({ step: 'asking', isNew: false });
    } else {
      leave();
    }
  }), []);

  /** One step on; null where there is none. */
  async function run(from: Status, signal: AbortSignal): Promise<Status | null> {
    try {
      switch (from.step) {
        case 'returning':
          return { step: 'token', token: await finishSignIn() };
        case 'token':
          await openSession(from.token, signal);
          keepSignedIn();
          tellTabs('signed-in');
          return { step: 'asking', isNew: true };
        case 'asking':
          return await ask(signal);
        default:
          return null;
      }
    } catch (error) {
      return failed(from, error instanceof ApiError ? error : new ApiError(0, String(error)));
    }
  }

  async function ask(signal: AbortSignal): Promise<Status> {
    // An answer that comes late, to who was signed in before, ends nothing.
    const client: Client = new Client(() => {
      if (current.current === client) {
        signedOut(expired);
      }
    });
    const me = await client.get<Me>('users/me', {}, signal);
    current.current = client;
    return { step: 'signed-in', me, client };
  }

  function failed(from: Status, error: ApiError): Status {
    if (from.step === 'returning') {
      return { step: 'signed-out', notice: `${error.message} ${error.detail}` };
    }

    if (error.status !== 401) {
      return { step: 'failed', error, from };
    }

    forgetSignedIn();
    return { step: 'signed-out', notice: from.step === 'token' ? refusalOf(error) : from.step === 'asking' && from.isNew ? noCookie : expired };
  }

  // Who leaves, leaves nothing behind; who is sent away because the session is over comes back to where it was.
  function leave(): void {
    signedOut(left);
    go('/', 'replace');
  }

  switch (status.step) {
    case 'signed-out':
      return { state: 'signed-out', notice: status.notice, signIn: token => setStatus({ step: 'token', token }) };
    case 'failed':
      return { state: 'failed', error: status.error, retry: () => setStatus(status.from) };
    case 'signed-in': {
      const { me, client } = status;
      const signOut = async (): Promise<void> => {
        await client.signOut();
        tellTabs('signed-out');
        leave();
      };
      return { state: 'signed-in', me, client, signOut };
    }
    default:
      return { state: 'starting' };
  }
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

/** The origins from which pictures may be shown. */
export const useImageOrigins = (): readonly string[] => useContext(SignedInContext)?.me.image_origins ?? [];
