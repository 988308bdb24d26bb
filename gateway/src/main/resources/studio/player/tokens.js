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
  const tokens = { newest: begun.token, renew }
  let timer = plan(begun)
  signal.addEventListener('abort', () => clearTimeout(timer))
  return tokens

  function plan({ expires_in: seconds }) {
    return setTimeout(() => renew().catch(later), (seconds * 1000 * 2) / 3)
  }

  /** A network that is away for a while does not end the film. */
  function later() {
    if (!signal.aborted) timer = setTimeout(() => renew().catch(later), PAUSE * 1000)
  }

  async function renew() {
    const answer = await askForToken(rel, { signal })
    clearTimeout(timer)
    tokens.newest = answer.token
    timer = plan(answer)
    return answer
  }
}
