// Plays a lesson, a recording or a running live with hls.js, the bearer header on every request to the platform.
import { after } from '../api.js'
import Hls from '../vendor/hls.min.js'
import { awaitToken, renewing } from './tokens.js'
import { report, resumeAt } from './progress.js'
import { loadSprites } from './sprites.js'

const WORKER = new URL('../vendor/hls.worker.js', import.meta.url).href
/** Seconds after which a broken line is tried again. */
const PAUSE = 3
/** How often the same refusal is answered with a new token, and a decoder that stumbled is set going again. */
const AGAIN = 2

/**
 * @param source `{rel, path, live}`; `path` is the playlist's, `/hls2/<rel>/output.m3u8` unless it is a live
 * @param on `waiting(error)` while it is not there yet, `ready({hls, sprites})`, `refused(error)`, `hiccup(error)`
 */
export async function play(video, { rel, path = `/hls2/${rel}/output.m3u8`, live = false }, { signal, on }) {
  const playing = new AbortController()
  signal.addEventListener('abort', () => playing.abort())
  if (!Hls.isSupported()) return playNatively(video, rel, { signal, on, live })
  const [answer, position] = await Promise.all([
    awaitToken(rel, { signal, waiting: on.waiting }),
    live ? undefined : resumeAt(rel),
  ])
  const tokens = renewing(rel, answer, playing.signal)
  /** To the platform only: stores refuse a signed address that comes with a header. */
  const headers = (url) => (new URL(url, location).origin === location.origin ? { Authorization: `Bearer ${tokens.newest}` } : {})
  const hls = new Hls({
    startPosition: position ?? -1,
    workerPath: WORKER,
    xhrSetup: (request, url) => Object.entries(headers(url)).forEach(([name, value]) => request.setRequestHeader(name, value)),
  })
  let again = 0
  let recovered = 0
  let told = false
  let going

  hls.on(Hls.Events.ERROR, (_, { fatal, type, response, networkDetails: request }) => {
    if (playing.signal.aborted) return
    const status = response?.code ?? 0
    const code = [403, 410].includes(status) ? codeOf(request) : undefined
    // What no other rung would change is no matter of what is left in the buffer.
    if (!fatal && status !== 410 && code !== 'playback.referrer_refused') return
    going ??= goOn(type, status, code)
      .catch((refused) => playing.signal.aborted || on.refused(refused))
      .finally(() => (going = undefined))
  })
  hls.on(Hls.Events.FRAG_BUFFERED, () => {
    again = 0
    told = false
  })

  async function goOn(type, status, code) {
    if (type === Hls.ErrorTypes.MEDIA_ERROR && recovered++ < AGAIN) return hls.recoverMediaError()
    if (type !== Hls.ErrorTypes.NETWORK_ERROR) throw refusal(0, 'player.broken')
    if (code === 'playback.referrer_refused') throw refusal(status, code)
    if (status >= 400 && status < 500 && status !== 429) {
      // A right that was taken back, a lesson that is not there any more, a token that has ended: the platform says which.
      if (again++ >= AGAIN) throw refusal(status, code ?? (status === 403 ? 'auth.forbidden' : undefined))
      await tokens.insist(hiccup).catch((refused) => {
        // Who may not watch any more hears that this has changed, not that he never might.
        throw status === 410 && refused.status === 403 ? refusal(status, code) : refused
      })
    } else {
      hiccup({ status, code: status === 0 ? 'network' : undefined })
      await after(PAUSE, playing.signal)
    }
    if (hls.levels.length > 0) hls.startLoad()
    else hls.loadSource(path)
  }

  /** Once for each outage, however often it is tried meanwhile. */
  function hiccup(error) {
    if (!told) on.hiccup(error)
    told = true
  }

  hls.loadSource(new URL(path, location).href)
  hls.attachMedia(video)
  if (!live) report(rel, video, playing.signal)
  const sprites = answer.thumbnails_url && loadSprites(here(answer.thumbnails_url), headers)
  playing.signal.addEventListener('abort', () => {
    sprites?.forget()
    hls.destroy()
  })
  on.ready({ hls, sprites })
}

const refusal = (status, code) => Object.assign(new Error(code), { status, code })

/** hls.js asks for playlists as text, for segments and keys as bytes. */
function codeOf({ responseType, response }) {
  try {
    return JSON.parse(responseType === 'arraybuffer' ? new TextDecoder().decode(response) : response).code
  } catch {
    return undefined
  }
}

/** The platform's own address may not be the one by which this page was opened. */
const here = (url) => new URL(url).pathname + new URL(url).search

/** Old iPhones have no Media Source Extensions: an address that carries its own grant. */
async function playNatively(video, rel, { signal, on, live }) {
  const { playlist_url: address } = await awaitToken(rel, { kind: 'mobile', signal, waiting: on.waiting })
  const position = live ? 0 : await resumeAt(rel)
  video.src = address
  video.addEventListener('loadedmetadata', () => (video.currentTime = position), { once: true, signal })
  if (!live) report(rel, video, signal)
  signal.addEventListener('abort', () => video.removeAttribute('src'))
  on.ready({})
}
