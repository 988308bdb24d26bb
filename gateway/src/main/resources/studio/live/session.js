// The one live of this tab: it is recorded while other screens are looked at.
import { call, patiently, post, put } from '../api.js'
import { record } from './recorder.js'

const TYPES = ['video/webm;codecs=vp8,opus', 'video/webm;codecs=vp9,opus', 'video/webm']
const recordable = () => TYPES.find((type) => MediaRecorder.isTypeSupported(type))

/** Tells `change`, and `failed` with the reason as `detail` when no more can be recorded. */
class Airing extends EventTarget {
  /** While it runs. */
  post
  stream
  started
  #recording
  #ending

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
    this.#tell('change')
    this.#recording.failed.then((failure) => {
      this.#tell('failed', failure)
      this.end().catch(() => {})
    })
    return live
  }

  /** Done when the last chunk is stored and the live is closed; may be repeated where it fails. */
  end() {
    return (this.#ending ??= this.#end().finally(() => (this.#ending = undefined)))
  }

  async #end() {
    // Why it failed was told already; what had arrived is kept.
    await this.#recording?.stop().catch(() => {})
    this.stream?.getTracks().forEach((track) => track.stop())
    if (!this.post) return
    await patiently(() => this.#close(this.post.live_id))
    this.#forget()
  }

  /** Nobody is signed in any more: the platform closes it by itself. */
  abandon() {
    this.#recording?.stop().catch(() => {})
    this.stream?.getTracks().forEach((track) => track.stop())
    this.#forget()
  }

  #forget() {
    Object.assign(this, { post: undefined, stream: undefined, started: undefined })
    this.#recording = undefined
    this.#tell('change')
  }

  #close(id) {
    return put(`/api/posts/live/${id}/stop`, {})
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }))
  }
}

export const airing = new Airing()
