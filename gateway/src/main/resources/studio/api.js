// Every call of the studio: the visitor's access token with it, problem+json as an error that says what to do.
import { accessToken, forgetAccessToken } from './auth.js'

/** `code` is stable (docs/errors.md), `errors` names fields, `retryAfter` seconds if waiting helps. */
export class EstradeError extends Error {
  static async of(response) {
    const problem = await response.json().catch(() => ({}))
    const error = new EstradeError(problem.detail ?? problem.title ?? `${response.status}`)
    const retryAfter = response.headers.get('Retry-After')
    return Object.assign(error, {
      status: response.status,
      code: problem.code,
      errors: problem.errors ?? [],
      traceId: problem.trace_id,
      retryAfter: retryAfter === null ? undefined : Number(retryAfter),
    })
  }

  static offline(cause) {
    return Object.assign(new EstradeError('No connection', { cause }), { status: 0, code: 'network', errors: [] })
  }
}

/** Tells each call, as it ends: `{method, path, status, ms}`. The panel of calls shows them. */
export const calls = new EventTarget()

/** @return the response, if it says yes; `path` is one of docs/openapi */
export async function send(method, path, { body, headers = {}, ...options } = {}) {
  const json = body === undefined ? {} : { 'Content-Type': 'application/json' }
  const began = performance.now()
  const ask = async () =>
    fetch(path, {
      ...options,
      method,
      headers: { Authorization: `Bearer ${await accessToken()}`, ...json, ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    }).catch((failure) => {
      throw failure.name === 'AbortError' ? failure : EstradeError.offline(failure)
    })
  let response = await ask()
  if (response.status === 401) {
    // The issuer may have ended it early: once more with a new one.
    forgetAccessToken()
    response = await ask()
  }
  const detail = { method, path, status: response.status, ms: Math.round(performance.now() - began) }
  calls.dispatchEvent(new CustomEvent('call', { detail }))
  if (!response.ok) throw await EstradeError.of(response)
  return response
}

export async function call(method, path, body, options = {}) {
  const text = await (await send(method, path, { body, ...options })).text()
  return text ? JSON.parse(text) : undefined
}

export const get = (path, options) => call('GET', path, undefined, options)
export const put = (path, body) => call('PUT', path, body)
export const remove = (path, options) => call('DELETE', path, undefined, options)
/** With a key by which a repetition is known: however often it arrives, it is done once. */
export const post = (path, body, key = crypto.randomUUID()) => call('POST', path, body, { headers: { 'Idempotency-Key': key } })

/** Done after so many seconds; fails at once when the signal is aborted. */
export const after = (seconds, signal) =>
  new Promise((over, left) => {
    signal?.throwIfAborted()
    const timer = setTimeout(over, seconds * 1000)
    signal?.addEventListener('abort', () => (clearTimeout(timer), left(signal.reason)), { once: true })
  })

/** Repeats what was refused with `Retry-After`: 429 too often, 503 something is away. */
export async function patiently(ask, { seconds = 60, signal } = {}) {
  const end = Date.now() + seconds * 1000
  for (;;) {
    try {
      return await ask()
    } catch (refused) {
      const pause = refused.retryAfter
      if (pause === undefined || Date.now() + pause * 1000 > end) throw refused
      await after(pause, signal)
    }
  }
}

/** Creates something, with patience and one key for all tries. */
export const create = (path, body, key = crypto.randomUUID()) => patiently(() => post(path, body, key))

/** All pages of a list, or as many as make `most` items. */
export async function all(path, most = 500) {
  const items = []
  let cursor
  do {
    const query = new URLSearchParams({ limit: 100, ...(cursor && { cursor }) })
    const page = await get(`${path}?${query}`)
    items.push(...page.data)
    cursor = page.next_cursor
  } while (cursor && items.length < most)
  return items
}
