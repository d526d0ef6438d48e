import { ApiError, within } from '../api/client';
import type { OidcMethod } from '../api/types';
import { go } from '../view/location';
import { tabStorage } from './storage';

// Sign-in by authorization code with PKCE (RFC 7636): no secret, and a code that is stolen is worth nothing without the verifier,
// which never leaves this tab.

const key = 'insights.sign-in';
const patience = 60_000;

interface Pending {
  state: string;
  verifier: string;
  method: OidcMethod;
  /** Where the person was going. */
  path: string;
}

interface Endpoints {
  authorization_endpoint: string;
  token_endpoint: string;
}

/** Leaves for the authority's sign-in page. */
export async function beginSignIn(method: OidcMethod): Promise<void> {
  const { authorization_endpoint } = await endpointsOf(method);
  const pending: Pending = { state: random(), verifier: random(), method, path: location.pathname + location.search };
  tabStorage.set(key, JSON.stringify(pending));
  const url = new URL(authorization_endpoint);
  const query = {
    client_id: method.client_id,
    response_type: 'code',
    response_mode: 'query',
    redirect_uri: redirectUri(),
    scope: method.scope,
    state: pending.state,
    code_challenge: base64Url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(pending.verifier))),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(query)) {
    url.searchParams.set(name, value);
  }

  location.assign(url);
}

/** Whether the page was opened by the authority, with the answer to a sign-in that this tab began. */
export function isReturning(): boolean {
  const query = new URLSearchParams(location.search);
  return pendingOf(tabStorage.get(key)) !== null && query.has('state') && (query.has('code') || query.has('error'));
}

/** Turns the authority's answer into a token, and the address into the one that the person was going to. */
export async function finishSignIn(): Promise<string> {
  const pending = pendingOf(tabStorage.get(key))!;
  const query = new URLSearchParams(location.search);
  tabStorage.remove(key);
  go(pending.path, 'replace');
  if (query.get('state') !== pending.state) {
    throw new ApiError(0, 'The sign-in was not begun in this tab.', 'Sign in again.');
  }

  const code = query.get('code');
  if (code === null) {
    throw new ApiError(0, 'The sign-in was refused.', query.get('error_description') ?? query.get('error') ?? '');
  }

  const { token_endpoint } = await endpointsOf(pending.method);
  const body = new URLSearchParams({
    client_id: pending.method.client_id,
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri(),
    code_verifier: pending.verifier,
    scope: pending.method.scope,
  });
  const answer = await ask<{ access_token?: string }>(token_endpoint, { method: 'POST', body });
  if (!answer.access_token) {
    throw new ApiError(0, 'The sign-in gave no token.', 'Ask whoever runs this service to check its OpenID Connect settings.');
  }

  return answer.access_token;
}

/** What was kept, if it is what this page keeps: storage belongs to the browser and whoever uses it. */
function pendingOf(kept: string | null): Pending | null {
  try {
    const { state, verifier, path, method } = JSON.parse(kept ?? 'null') as Pending;
    const isOwn = [state, verifier, path].every(one => typeof one === 'string') && typeof method === 'object' && /^\/(?!\/)/.test(path);
    return isOwn ? { state, verifier, path, method } : null;
  } catch {
    return null;
  }
}

function endpointsOf(method: OidcMethod): Promise<Endpoints> {
  return ask<Endpoints>(`${method.authority.replace(/\/$/, '')}/.well-known/openid-configuration`, {});
}

async function ask<T>(url: string, init: RequestInit): Promise<T> {
  try {
    return await within(patience, new AbortController().signal, async signal => {
      const response = await fetch(url, { credentials: 'omit', signal, ...init });
      if (!response.ok) {
        throw new Error(String(response.status));
      }

      return (await response.json()) as T;
    });
  } catch {
    // Whatever it was: for the person it is the same.
    throw new ApiError(0, 'The sign-in service cannot be reached.', `${new URL(url).host} did not answer as it should.`);
  }
}

function redirectUri(): string {
  return `${location.origin}/`;
}

function random(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)).buffer);
}

function base64Url(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
