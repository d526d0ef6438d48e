import { tabStorage } from './storage';

// The token lives as long as the tab, and is never in a cookie, in local storage or in a URL.

const key = 'insights.token';

export function loadToken(): string | null {
  return tabStorage.get(key);
}

export function saveToken(token: string): void {
  tabStorage.set(key, token);
}

export function forgetToken(): void {
  tabStorage.remove(key);
}
