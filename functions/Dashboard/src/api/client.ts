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

  /** Whether the caller lacks the permission. The API does not tell this from what does not exist. */
  get isDenied(): boolean {
    return this.status === 403 || this.status === 404;
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

/** Calls the API as somebody. A credential that is no longer taken is reported once, whoever finds out. */
export class Client {
  private isExpired = false;

  constructor(
    private readonly token: string,
    private readonly onExpired: () => void,
  ) {}

  async get<T>(path: string, query: Query, signal: AbortSignal): Promise<T> {
    return await within(patience, signal, async limited => (await (await this.send(path, query, limited)).json()) as T);
  }

  /** The answer as a file, under the name that the service gives it. */
  async download(path: string, query: Query, signal: AbortSignal): Promise<{ name: string; content: Blob }> {
    return await within(exportPatience, signal, async limited => {
      const response = await this.send(path, query, limited);
      const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? 'insights.csv';
      return { name, content: await response.blob() };
    });
  }

  private async send(path: string, query: Query, signal: AbortSignal): Promise<Response> {
    const response = await send(urlOf(path, query), { headers: { Authorization: `Bearer ${this.token}` }, signal });
    if (response.status === 401 && !this.isExpired) {
      this.isExpired = true;
      this.onExpired();
    }

    if (!response.ok) {
      throw await errorOf(response);
    }

    return response;
  }
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
