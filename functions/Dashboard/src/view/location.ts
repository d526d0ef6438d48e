import { useEffect, useState } from 'preact/hooks';

export type Route = { page: 'templates' } | { page: 'template'; id: string } | { page: 'deployment' };

export interface Place {
  route: Route;
  query: URLSearchParams;
}

const changed = 'insights:moved';

function here(): Place {
  const path = location.pathname;
  const template = /^\/templates\/([^/]+)\/?$/.exec(path)?.[1];
  const route: Route =
    template !== undefined ? { page: 'template', id: decodeURIComponent(template) }
    : /^\/deployment\/?$/.test(path) ? { page: 'deployment' }
    : { page: 'templates' };
  return { route, query: new URLSearchParams(location.search) };
}

/** Where the reader is, by the address, which is all there is to the state of a view. */
export function usePlace(): Place {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const move = (): void => setPlace(here());
    addEventListener('popstate', move);
    addEventListener(changed, move);
    return () => {
      removeEventListener('popstate', move);
      removeEventListener(changed, move);
    };
  }, []);
  return place;
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

/** The address of here with some parameters changed; those that are undefined or empty are left out. */
export function withQuery(changes: Record<string, string | undefined>): string {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') {
      query.delete(name);
    } else {
      query.set(name, value);
    }
  }

  const search = query.toString().replaceAll('%2F', '/');
  return location.pathname + (search === '' ? '' : `?${search}`);
}
