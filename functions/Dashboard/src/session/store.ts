// The token lives as long as the tab, and is never in a cookie, in local storage or in a URL.

const key = 'insights.token';

export function loadToken(): string | null {
  return sessionStorage.getItem(key);
}

export function saveToken(token: string): void {
  sessionStorage.setItem(key, token);
}

export function forgetToken(): void {
  sessionStorage.removeItem(key);
}
