/**
 * What the browser keeps for the page. Where storage is blocked (the setting that blocks all cookies does it), even naming it
 * throws: what should be kept is kept until the page is left.
 */
class Keeper {
  private readonly kept = new Map<string, string>();

  constructor(private readonly open: () => Storage) {}

  get(key: string): string | null {
    try {
      return this.open().getItem(key);
    } catch {
      return this.kept.get(key) ?? null;
    }
  }

  set(key: string, value: string): void {
    try {
      this.open().setItem(key, value);
    } catch {
      this.kept.set(key, value);
    }
  }

  remove(key: string): void {
    this.kept.delete(key);
    try {
      this.open().removeItem(key);
    } catch {
      // Nothing was kept there.
    }
  }
}

/** For as long as the tab is open. */
export const tabStorage = new Keeper(() => sessionStorage);

/** From one visit to the next. */
export const browserStorage = new Keeper(() => localStorage);
