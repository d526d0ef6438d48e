// The service decides which hour it is: it refuses a period that ends later. The clock of this machine may be wrong.

let ahead = 0;

/** The time at the service, by the last answer that said it. */
export function serverNow(): number {
  return Date.now() + ahead;
}

/** Takes the time from the Date header of an answer: to the second, cut, so that it is never later than the service's. */
export function hearTime(date: string | null): void {
  const told = Date.parse(date ?? '');
  ahead = Number.isNaN(told) ? ahead : told - Date.now();
}
