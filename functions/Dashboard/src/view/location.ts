import { useEffect, useMemo, useState } from 'preact/hooks';

export type Route = { page: 'templates' } | { page: 'template'; id: string } | { page: 'deployment' } | { page: 'user'; id: string } | { page: 'unknown' };

export interface Place {
  route: Route;
  query: URLSearchParams;
}

const changed = 'insights:moved';

function placeOf(address: string): Place {
  const { pathname, searchParams } = new URL(address);
  const template = /^\/templates\/([^/]+)\/?$/.exec(pathname)?.[1];
  const user = /^\/users\/([^/]+)\/?$/.exec(pathname)?.[1] ?? (/^\/me\/?$/.test(pathname) ? 'me' : undefined);
  const route: Route =
    template !== undefined ? { page: 'template', id: template }
    : user !== undefined ? { page: 'user', id: user }
    : /^\/deployment\/?$/.test(pathname) ? { page: 'deployment' }
    : pathname === '/' ? { page: 'templates' }
    : { page: 'unknown' };
  return { route, query: searchParams };
}

/** Where the reader is, by the address, which is all there is to the state of a view. */
export function usePlace(): Place {
  const [address, setAddress] = useState(location.href);
  useEffect(() => {
    const move = (): void => setAddress(location.href);
    addEventListener('popstate', move);
    addEventListener(changed, move);

    // It may have changed before anybody listened.
    move();
    return () => {
      removeEventListener('popstate', move);
      removeEventListener(changed, move);
    };
  }, []);
  return useMemo(() => placeOf(address), [address]);
}

/** Goes to an address of the page. `replace` is for what nobody wants to step back through, such as typing into a search. */
export function go(url: string, how: 'push' | 'replace' = 'push'): void {
  if (url === location.pathname + location.search) {
    return;
  }

  if (how === 'push') {
    history.pushState(null, '', url);
  } else {
    history.replaceState(null, '', url);
  }

  dispatchEvent(new Event(changed));
}

/** Whether a text names something, as ids of templates and organizations do; anything else is not worth asking for. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** The page of a template, for the same days in the same time as here. */
export function templateUrl(id: string): string {
  return urlOf(`/templates/${id}`, { organization: undefined, q: undefined, compare: undefined, apps: undefined });
}

/** The page of a user, for the same days in the same time as here. */
export function userUrl(id: string): string {
  return urlOf(`/users/${id}`, { organization: undefined, q: undefined, compare: undefined, interval: undefined, apps: undefined, groups: undefined, users: undefined });
}

/** The address of here with some parameters changed; those that are undefined or empty are left out. */
export function withQuery(changes: Record<string, string | undefined>): string {
  return urlOf(location.pathname, changes);
}

function urlOf(path: string, changes: Record<string, string | undefined>): string {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') {
      query.delete(name);
    } else {
      query.set(name, value);
    }
  }

  const search = query.toString().replaceAll('%2F', '/');
  return path + (search === '' ? '' : `?${search}`);
}
