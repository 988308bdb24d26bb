import createClient from 'openapi-fetch'
import type { components, paths } from './schema'

export type Schemas = components['schemas']

/** A refusal. `code` is stable and of docs/errors.md; `problem.errors` names faulty fields; `trace_id` finds it in the logs. */
export class EstradeError extends Error {
  readonly code: string
  constructor(readonly problem: Schemas['Problem'], readonly retryAfter: number | null) {
    super(`${problem.code}: ${problem.detail}`)
    this.name = 'EstradeError'
    this.code = problem.code
  }
}

/**
 * The whole API, typed: `api.GET('/api/formations/{formation_id}', …)`. What is not a success is thrown.
 *
 * @param gateway its address
 * @param token gives an access token of the shop's identity provider; it is asked before each request
 */
export function estrade(gateway: string, token: () => string | Promise<string>) {
  const api = createClient<paths>({ baseUrl: gateway })
  api.use({
    async onRequest({ request }) {
      request.headers.set('Authorization', `Bearer ${await token()}`)
      return request
    },
    async onResponse({ response }) {
      if (response.headers.get('Content-Type')?.startsWith('application/problem+json')) {
        const wait = response.headers.get('Retry-After')
        throw new EstradeError(await response.json(), wait === null ? null : Number(wait))
      }
    },
  })
  return api
}

export type Estrade = ReturnType<typeof estrade>
