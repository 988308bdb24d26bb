// Where somebody is in a lesson, and what was seen of it.
import { get, send } from '../api.js'

/** Seconds between two reports. */
const REPORT = 10

/** Second at which to go on; from the beginning if the end was seen. */
export async function resumeAt(rel) {
  const { position, duration } = await get(`/api/progress/${rel}`).catch(() => ({ position: 0 }))
  return duration && position > duration - 5 ? 0 : position
}

/** What was watched is a union: sending the same again does no harm, and two devices do not disturb each other. */
export function report(rel, video, signal) {
  function tell(keepalive) {
    const { played, currentTime: position } = video
    if (played.length === 0) return
    const watched = Array.from({ length: played.length }, (_, i) => [played.start(i), played.end(i)])
    send('PUT', `/api/progress/${rel}`, { body: { position, watched }, keepalive }).catch(() => {})
  }
  const last = () => tell(true)
  const timer = setInterval(() => video.paused || tell(false), REPORT * 1000)
  video.addEventListener('pause', () => signal.aborted || tell(false), { signal })
  addEventListener('pagehide', last, { signal })
  signal.addEventListener('abort', () => {
    clearInterval(timer)
    last()
  })
}
