// Playback tokens: one opens one lesson for one person for minutes, and the next one is there in time.
import { after, get } from '../api.js'
import { visitor } from '../auth.js'

/** Seconds until the next try where nobody says how many. */
const PAUSE = 5

/** @return `{token, expires_in, playlist_url, thumbnails_url?}` */
export function askForToken(rel, { kind = 'web', signal } = {}) {
  const query = new URLSearchParams({ user_id: visitor().id, rel, platform: kind })
  return get(`/api/get-video-token/v2?${query}`, { signal })
}

/** As long as the lesson is being converted, or something is away, it is asked for again. `waiting` is told why. */
export async function awaitToken(rel, { waiting, ...options }) {
  for (;;) {
    try {
      return await askForToken(rel, options)
    } catch (refused) {
      const passes = refused.code === 'playback.not_ready' || [0, 429, 503].includes(refused.status)
      if (!passes) throw refused
      waiting(refused)
      await after(refused.retryAfter || PAUSE, options.signal)
    }
  }
}

/** Before two thirds of a token's life are over, the next one is there. @param begun the first answer */
export function renewing(rel, begun, signal) {
  const tokens = { newest: begun.token, insist: async (waiting) => take(await awaitToken(rel, { signal, waiting })) }
  let timer = plan(begun)
  signal.addEventListener('abort', () => clearTimeout(timer))
  return tokens

  function plan({ expires_in: seconds }) {
    return setTimeout(renew, (seconds * 1000 * 2) / 3)
  }

  function renew() {
    askForToken(rel, { signal }).then(take, later)
  }

  /** What is away for a while does not end the film; a final no is told when the film asks for more. */
  function later({ status, retryAfter }) {
    const final = status >= 400 && status < 500 && status !== 429
    if (!signal.aborted && !final) timer = setTimeout(renew, (retryAfter || PAUSE) * 1000)
  }

  function take(answer) {
    clearTimeout(timer)
    tokens.newest = answer.token
    timer = plan(answer)
  }
}
