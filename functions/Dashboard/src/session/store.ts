import { browserStorage } from './storage';

// The session is a cookie that no script can read. What is kept is that there was one, so that nobody who has never signed in is
// asked for.

const key = 'insights.signed-in';

export function hasSignedIn(): boolean {
  return browserStorage.get(key) !== null;
}

export function keepSignedIn(): void {
  browserStorage.set(key, 'true');
}

export function forgetSignedIn(): void {
  browserStorage.remove(key);
}
