// Plays a lesson, a recording or a running live with hls.js, the bearer header on every request to the platform.
import { after } from '../api.js'
import Hls from '../vendor/hls.min.js'
import { awaitToken, renewing } from './tokens.js'
import { report, resumeAt } from './progress.js'
import { loadSprites } from './sprites.js'

const WORKER = new URL('../vendor/hls.worker.js', import.meta.url).href
/** Seconds after which a broken line is tried again. */
const PAUSE = 3

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
  let going

  hls.on(Hls.Events.ERROR, (_, { fatal, type, response }) => {
    if (playing.signal.aborted) return
    const status = response?.code ?? 0
    // A right that was taken back is no matter of what is left in the buffer.
    if (!fatal && status !== 410) return
    if (type === Hls.ErrorTypes.MEDIA_ERROR) hls.recoverMediaError()
    else if (type === Hls.ErrorTypes.NETWORK_ERROR) {
      going ??= goOn(status)
        .catch((refused) => playing.signal.aborted || on.refused(refused))
        .finally(() => (going = undefined))
    }
  })
  hls.on(Hls.Events.FRAG_BUFFERED, () => (again = 0))

  /** A right that was taken back, or a token that is not good any more: one new one, or the platform says why not. */
  async function goOn(status) {
    if ([403, 410].includes(status)) {
      if (again++ > 1) throw Object.assign(new Error(), { status, code: status === 410 ? 'playback.revoked' : 'auth.forbidden' })
      await tokens.renew()
    } else {
      on.hiccup({ status, code: status === 0 ? 'network' : undefined })
      await after(PAUSE, playing.signal)
    }
    if (hls.levels.length > 0) hls.startLoad()
    else hls.loadSource(path)
  }

  hls.loadSource(new URL(path, location).href)
  hls.attachMedia(video)
  if (!live) report(rel, video, playing.signal)
  const sprites = answer.thumbnails_url && (await loadSprites(here(answer.thumbnails_url), headers).catch(() => undefined))
  playing.signal.addEventListener('abort', () => {
    sprites?.forget()
    hls.destroy()
  })
  if (playing.signal.aborted) return hls.destroy()
  on.ready({ hls, sprites })
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
