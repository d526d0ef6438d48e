import type { Client } from '../api/client';

/** When records begin, as answers of a session have said it: by the id of a template or of an organization, and of all by the empty text. */
const begun = new WeakMap<Client, Map<string, number | null>>();

/** Remembers when records of something begin; null for never. */
export function rememberSince(client: Client, of: string, since: number | null): void {
  const known = begun.get(client) ?? new Map<string, number | null>();
  begun.set(client, known.set(of, since));
}

/** When they begin, undefined where nothing has said it. It may be earlier by now, as after an import. */
export const rememberedSince = (client: Client, of: string): number | null | undefined => begun.get(client)?.get(of);
