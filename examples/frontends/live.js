// Goes live: every chunk is in the store a moment after it was filmed, and what is there is kept even if the tab dies.
import { record } from './recorder.js'

const TYPE = 'video/webm;codecs=vp8,opus'

/** @return `{live, stop}`; `stop()` answers the post when the last chunk is stored */
export async function goLive(platform, stream, content) {
  const live = await platform.call('POST', '/api/posts/live/', { content })
  const recording = await record(stream, { call: platform.call, liveId: live.live_id, mimeType: TYPE })
  return {
    live,
    async stop() {
      await recording.stop().finally(() => stream.getTracks().forEach((track) => track.stop()))
      return platform.call('PUT', `/api/posts/live/${live.live_id}/stop/`)
    },
  }
}
