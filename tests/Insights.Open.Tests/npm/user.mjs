// @ts-check
// What a user of the client writes: it passes the checks of TypeScript only when the operations, their parameters and the fields of the answers are as here.
import createClient from 'openapi-fetch';

/**
 * @param {string} address
 * @param {string} token
 */
export async function read(address, token) {
  /** @type {import('openapi-fetch').Client<import('./schema.d.ts').paths>} */
  const client = createClient({ baseUrl: address, headers: { 'Coder-Session-Token': token } });
  const week = { start_time: '2026-11-11T00:00:00Z', end_time: '2026-11-18T00:00:00Z' };
  const templates = must(await client.GET('/api/v2/templates'));
  const first = templates.map((template) => template.id).slice(0, 1);
  const { report } = must(await client.GET('/api/v2/insights/templates', { params: { query: week } }));
  const { users } = must(await client.GET('/api/v2/insights/user-activity', { params: { query: { ...week, template_ids: first, names: true } } })).report;
  const refused = await client.GET('/api/v2/insights/templates', { params: { query: { ...week, interval: 'day', timezone: 'Nowhere' } } });
  return {
    templates: templates.length,
    active_users: report?.active_users,
    app_seconds: sum((report?.apps_usage ?? []).map((app) => app.seconds)),
    user_seconds: sum(users.map((user) => user.seconds)),
    refused: refused.error?.validations?.map((fault) => fault.field),
  };
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((left, right) => left + right, 0);
}

/**
 * @template T
 * @param {{ data?: T, error?: unknown }} answer
 * @returns {T}
 */
function must({ data, error }) {
  if (data === undefined) {
    throw new Error(JSON.stringify(error));
  }

  return data;
}
