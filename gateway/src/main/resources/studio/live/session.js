// The one live of this tab: it is recorded while other screens are looked at.
import { call, post, put } from '../api.js'
import { record } from './recorder.js'

const TYPES = ['video/webm;codecs=vp8,opus', 'video/webm;codecs=vp9,opus', 'video/webm']
const recordable = () => TYPES.find((type) => MediaRecorder.isTypeSupported(type))

class Airing extends EventTarget {
  /** While it runs. */
  post
  stream
  started
  #recording

  get possible() {
    return 'mediaDevices' in navigator && 'MediaRecorder' in globalThis && recordable() !== undefined
  }

  async begin(stream, content) {
    const live = await post('/api/posts/live', { content })
    try {
      this.#recording = await record(stream, { call, liveId: live.live_id, mimeType: recordable() })
    } catch (failure) {
      await this.#close(live.live_id).catch(() => {})
      throw failure
    }
    Object.assign(this, { post: live, stream, started: this.#recording.started })
    this.#tell()
    return live
  }

  /** Done when the last chunk is stored. @return the post, over */
  async end() {
    const { live_id: id } = this.post
    try {
      await this.#recording.stop()
    } finally {
      this.stream.getTracks().forEach((track) => track.stop())
      Object.assign(this, { post: undefined, stream: undefined, started: undefined })
      this.#recording = undefined
      this.#tell()
    }
    return this.#close(id)
  }

  #close(id) {
    return put(`/api/posts/live/${id}/stop`, {})
  }

  #tell() {
    this.dispatchEvent(new Event('change'))
  }
}

export const airing = new Airing()
