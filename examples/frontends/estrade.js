// How a page asks the platform: the visitor's access token with every call, problem+json as an Error.

/** An answer that says no. `code` is stable (docs/errors.md), `errors` names fields, `retryAfter` seconds if waiting helps. */
export class EstradeError extends Error {
  static async of(response) {
    const problem = await response.json().catch(() => ({}))
    const error = new EstradeError(problem.detail ?? problem.title ?? `${response.status} of ${response.url}`)
    const retryAfter = response.headers.get('Retry-After')
    return Object.assign(error, {
      status: response.status,
      code: problem.code,
      errors: problem.errors ?? [],
      traceId: problem.trace_id,
      retryAfter: retryAfter === null ? undefined : Number(retryAfter),
    })
  }
}

/** @param accessToken gives the identity provider's newest one; asked before each call, since they end after minutes */
export function connect({ gateway, accessToken }) {
  async function send(method, path, { body, headers = {}, ...options } = {}) {
    const all = { Authorization: `Bearer ${await accessToken()}`, ...headers }
    if (body !== undefined) all['Content-Type'] = 'application/json'
    const response = await fetch(gateway + path, { ...options, method, headers: all, body: body && JSON.stringify(body) })
    if (!response.ok) throw await EstradeError.of(response)
    return response
  }
  async function call(method, path, body, headers) {
    const text = await (await send(method, path, { body, headers })).text()
    return text ? JSON.parse(text) : undefined
  }
  return { gateway, send, call }
}

export const after = (seconds) => new Promise((over) => setTimeout(over, seconds * 1000))

/** Repeats what was refused with `Retry-After`: 429 too often, 503 something is away, 404 `playback.not_ready`. */
export async function patiently(ask, seconds = 60) {
  const end = Date.now() + seconds * 1000
  for (;;) {
    try {
      return await ask()
    } catch (refused) {
      const pause = refused.retryAfter
      if (pause === undefined || Date.now() + pause * 1000 > end) throw refused
      await after(pause)
    }
  }
}
