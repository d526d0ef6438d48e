import { privacyOf, type Privacy } from '../privacy/privacy';
import { hearTime } from '../time/clock';

/** An answer that is an error, or none at all (status 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly detail = '',
    readonly requestId = '',
  ) {
    super(message);
  }

  /** Whether it does not exist, or the caller lacks the permission: the API does not tell one from the other. */
  get isMissing(): boolean {
    return this.status === 404;
  }

  /** Whether it is refused to everybody: it would tell of single people where they are not named. */
  get isWithheld(): boolean {
    return this.status === 403;
  }

  /** Whether the same request may be answered later: the connection, the load or the service is at fault. */
  get mayPass(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export type Query = Record<string, string | undefined>;

interface ErrorBody {
  message?: string;
  detail?: string;
  validations?: { field: string; detail: string }[];
}

// In milliseconds. A file is read whole before it is saved, and a long range has many rows.
const patience = 60_000;
const exportPatience = 300_000;

// A page of somewhere else can have the browser send the cookie of the session, but not this header.
const ownRequest = { 'Insights-Request': 'page' };

/** An answer about usage. */
export interface Recorded<T> {
  value: T;
  /** The time from which on usage is recorded; null where it never was. */
  since: number | null;
  /** What it says of people; undefined where it names them. */
  privacy: Privacy | undefined;
  /** The time from which on people are known; null where they are for as long as usage. */
  peopleSince: number | null;
}

/** Calls the API as who is signed in: the browser adds the session's cookie. Its end is reported once, whoever finds out. */
export class Client {
  private isOver = false;

  constructor(private readonly onExpired: () => void) {}

  async get<T>(path: string, query: Query, signal: AbortSignal): Promise<T> {
    return (await this.getRecorded<T>(path, query, signal)).value;
  }

  async getRecorded<T>(path: string, query: Query, signal: AbortSignal): Promise<Recorded<T>> {
    return await within(patience, signal, async limited => {
      const response = await this.send(urlOf(path, query), { signal: limited });
      const privacy = privacyOf(response.headers.get('Insights-Privacy'));
      return { value: (await response.json()) as T, since: timeOf(response, 'Insights-Data-Since'), privacy, peopleSince: timeOf(response, 'Insights-People-Since') };
    });
  }

  /** Asks with a body: what is asked for may be longer than an address, and a text of it empty. */
  async ask<T>(path: string, query: Query, signal: AbortSignal): Promise<T> {
    const body = new URLSearchParams(Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined));
    return await within(patience, signal, async limited => (await (await this.send(urlOf(path, {}), { method: 'POST', body, signal: limited })).json()) as T);
  }

  /** The answer as a file, under the name that the service gives it. */
  async download(path: string, query: Query, signal: AbortSignal): Promise<{ name: string; content: Blob }> {
    return await within(exportPatience, signal, async limited => {
      const response = await this.send(urlOf(path, query), { signal: limited });
      const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? 'insights.csv';
      return { name, content: await response.blob() };
    });
  }

  /** Changes something, and gives what the answer says of it. */
  async change<T = unknown>(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
    return await within(patience, new AbortController().signal, async limited => {
      const content = body === undefined ? {} : { body: JSON.stringify(body), headers: { ...ownRequest, 'Content-Type': 'application/json' } };
      return (await (await this.send(urlOf(path, {}), { method, signal: limited, ...content })).json()) as T;
    });
  }

  /** Ends the session, here and wherever else it is used. */
  async signOut(): Promise<void> {
    await within(patience, new AbortController().signal, async limited => {
      await this.send('/api/v2/session', { method: 'DELETE', signal: limited });
    });
    this.isOver = true;
  }

  private async send(url: string, init: RequestInit): Promise<Response> {
    const response = await send(url, { credentials: 'same-origin', headers: ownRequest, ...init });
    if (response.status === 401 && !this.isOver) {
      this.isOver = true;
      this.onExpired();
    }

    if (!response.ok) {
      throw await errorOf(response);
    }

    return response;
  }
}

/** Makes a session of a credential: from then on the browser's cookie stands for it. */
export async function openSession(token: string, signal: AbortSignal): Promise<void> {
  await within(patience, signal, async limited => {
    const headers = { ...ownRequest, Authorization: `Bearer ${token}` };
    const response = await send('/api/v2/session', { method: 'POST', credentials: 'same-origin', headers, signal: limited });
    if (!response.ok) {
      throw await errorOf(response);
    }
  });
}

/** Gets what needs no credentials. */
export async function getOpen<T>(path: string, signal: AbortSignal): Promise<T> {
  return await within(patience, signal, async limited => {
    const response = await send(urlOf(path, {}), { signal: limited });
    if (!response.ok) {
      throw await errorOf(response);
    }

    return (await response.json()) as T;
  });
}

/**
 * Runs what may take some milliseconds, its answer's body included, and ends it then: a connection that has gone says nothing.
 */
export async function within<T>(limit: number, signal: AbortSignal, run: (limited: AbortSignal) => Promise<T>): Promise<T> {
  const limiter = new AbortController();
  const timer = setTimeout(() => limiter.abort(), limit);
  try {
    return await run(AbortSignal.any([signal, limiter.signal]));
  } catch (error) {
    throw limiter.signal.aborted && !signal.aborted
      ? new ApiError(0, 'The answer took too long.', `There was none within ${limit / 1000} seconds.`)
      : error;
  } finally {
    clearTimeout(timer);
  }
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

function timeOf(response: Response, name: string): number | null {
  const time = Date.parse(response.headers.get(name) ?? '');
  return Number.isNaN(time) ? null : time;
}

function urlOf(path: string, query: Query): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '');
  const search = new URLSearchParams(given).toString();
  return `/api/v2/${path}${search === '' ? '' : `?${search}`}`;
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(url, { cache: 'no-store', credentials: 'omit', redirect: 'error', ...init });
    hearTime(response.headers.get('Date'));
    return response;
  } catch (error) {
    if (isAbort(error)) {
      throw error;
    }

    throw new ApiError(0, 'The service cannot be reached.', 'Check your connection, then try again.');
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => ({}))) as ErrorBody;
  const details = [body.detail, ...(body.validations ?? []).map(one => one.detail)].filter(Boolean).join(' ');
  return new ApiError(
    response.status,
    body.message ?? `The service answered with status ${response.status}.`,
    details,
    response.headers.get('X-Request-Id') ?? '',
  );
}
