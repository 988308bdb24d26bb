// Plays a lesson with hls.js from where its viewer left off, renews the token in time, and keeps the progress.
import Hls from 'hls.js'
import { after, patiently } from './estrade.js'

/** Seconds between two reports of progress. */
const REPORT = 10

/** @return `{token, expires_in, playlist_url}`; waits while the lesson is being converted */
export function askForToken(platform, { rel, user, kind = 'web', ttl = 600 }) {
  const query = new URLSearchParams({ user_id: user, rel, platform: kind, ttl })
  return patiently(() => platform.call('GET', `/api/get-video-token/v2?${query}`))
}

/** Before two thirds of a token's life are over, the next one is there. */
export async function renewing(ask) {
  let timer
  const tokens = { newest: '', stop: () => clearTimeout(timer) }
  async function renew() {
    const { token, expires_in: seconds } = await ask()
    tokens.newest = token
    timer = setTimeout(persist, (seconds * 1000 * 2) / 3)
  }
  /** A network that is away for a while does not end the film. */
  function persist() {
    renew().catch(() => (timer = setTimeout(persist, 5000)))
  }
  await renew()
  return tokens
}

/** @return `{hls, stop}`; without Media Source Extensions (old iPhones) `hls` is undefined */
export async function watch(platform, { video, rel, user, ttl }) {
  const { position } = await platform.call('GET', `/api/progress/${rel}`)
  const reports = report(platform, video, rel)
  if (!Hls.isSupported()) {
    const { playlist_url: address } = await askForToken(platform, { rel, user, kind: 'mobile' })
    video.src = address
    video.addEventListener('loadedmetadata', () => (video.currentTime = position), { once: true })
    return { stop: reports.stop }
  }
  const tokens = await renewing(() => askForToken(platform, { rel, user, ttl }))
  const address = `${platform.gateway}/hls2/${rel}/output.m3u8`
  const hls = new Hls({
    startPosition: position,
    xhrSetup(request, url) {
      // To the platform only: stores refuse a signed address that comes with a header.
      if (new URL(url).origin === platform.gateway) request.setRequestHeader('Authorization', `Bearer ${tokens.newest}`)
    },
  })
  const again = () => hls.media && (hls.levels.length > 0 ? hls.startLoad() : hls.loadSource(address))
  hls.on(Hls.Events.ERROR, (_, { fatal, type, response }) => {
    if (!fatal) return
    if (type === Hls.ErrorTypes.MEDIA_ERROR) hls.recoverMediaError()
    // 410: the right was taken back. All else may be better in a moment.
    else if (type === Hls.ErrorTypes.NETWORK_ERROR && response?.code !== 410) after(3).then(again)
  })
  hls.loadSource(address)
  hls.attachMedia(video)
  return {
    hls,
    stop() {
      tokens.stop()
      reports.stop()
      hls.destroy()
    },
  }
}

/** What was watched is a union: sending the same again does no harm, and two devices do not disturb each other. */
function report(platform, video, rel) {
  function tell(keepalive) {
    const { played, currentTime: position } = video
    if (played.length === 0) return
    const watched = Array.from({ length: played.length }, (_, i) => [played.start(i), played.end(i)])
    platform.send('PUT', `/api/progress/${rel}`, { body: { position, watched }, keepalive }).catch(() => {})
  }
  const now = () => tell(false)
  const last = () => tell(true)
  const timer = setInterval(() => video.paused || now(), REPORT * 1000)
  video.addEventListener('pause', now)
  addEventListener('pagehide', last)
  return {
    stop() {
      clearInterval(timer)
      video.removeEventListener('pause', now)
      removeEventListener('pagehide', last)
      last()
    },
  }
}
