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
}

export type Query = Record<string, string | undefined>;

interface ErrorBody {
  message?: string;
  detail?: string;
  validations?: { field: string; detail: string }[];
}

/** Calls the API as somebody. A credential that is no longer taken is reported once, whoever finds out. */
export class Client {
  constructor(
    private readonly token: string,
    private readonly onExpired: () => void,
  ) {}

  async get<T>(path: string, query: Query, signal: AbortSignal): Promise<T> {
    const response = await this.send(path, query, signal);
    return (await response.json()) as T;
  }

  /** The answer as a file, under the name that the service gives it. */
  async download(path: string, query: Query, signal: AbortSignal): Promise<{ name: string; content: Blob }> {
    const response = await this.send(path, query, signal);
    const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? 'insights.csv';
    return { name, content: await response.blob() };
  }

  private async send(path: string, query: Query, signal: AbortSignal): Promise<Response> {
    const response = await send(urlOf(path, query), { headers: { Authorization: `Bearer ${this.token}` }, signal });
    if (response.status === 401) {
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
  const response = await send(urlOf(path, {}), { signal });
  if (!response.ok) {
    throw await errorOf(response);
  }

  return (await response.json()) as T;
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
    return await fetch(url, { cache: 'no-store', credentials: 'omit', redirect: 'error', ...init });
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
