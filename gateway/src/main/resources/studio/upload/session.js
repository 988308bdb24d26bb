// The one upload of this tab: files of the draft go to the store, then the course is published. It goes on while other
// screens are looked at, and tells `change` whenever something of it has.
import { create, get, patiently, remove } from '../api.js'
import { visitor } from '../auth.js'
import { follow } from '../follow.js'
import { dropDraft, dropFiles, loadDraft, loadFile, saveDraft } from './drafts.js'
import { createSender } from './sender.js'
import { speedometer } from './speed.js'

/** Uploads that cannot be gone on with. */
const LOST = ['failed', 'cancelled', 'expired']
/** Refusals after which a file has to be announced anew. */
const VOID = ['upload.unknown', 'upload.expired', 'upload.not_media', 'upload.size_mismatch', 'upload.checksum_mismatch', 'upload.claimed']

export const emptyDraft = () => ({ title: '', description: '', modules: [emptyModule()], batches: [], sending: false })
export const emptyModule = () => ({ key: crypto.randomUUID(), title: '', description: '', videos: [] })
export const lessonOf = (file) => ({ key: crypto.randomUUID(), title: file.name.replace(/\.[^.]+$/, ''), description: '', name: file.name, size: file.size, type: file.type })

class Sending extends EventTarget {
  draft
  /** `still`, `announcing`, `sending`, `paused`, `publishing` or `failed`. */
  phase = 'still'
  /** Of files that were chosen since the page was loaded, or were found in the browser's store. */
  files = new Map()
  sent = new Map()
  errors = new Map()
  #sender
  #running
  #speed = speedometer()
  #user

  async load() {
    const { id } = visitor()
    if (this.draft && this.#user === id) return this.draft
    this.#user = id
    this.draft = (await loadDraft(id).catch(() => undefined)) ?? emptyDraft()
    for (const { key } of this.lessons) {
      const file = await loadFile(key).catch(() => undefined)
      if (file) this.files.set(key, file)
    }
    return this.draft
  }

  save() {
    return saveDraft(this.#user, this.draft).catch(() => {})
  }

  get lessons() {
    return this.draft?.modules.flatMap(({ videos }) => videos) ?? []
  }

  get moving() {
    return ['announcing', 'sending', 'publishing'].includes(this.phase)
  }

  get busy() {
    return this.moving || this.phase === 'paused'
  }

  /** Was under way when the page was left. */
  get interrupted() {
    return this.draft?.sending === true && !this.busy && this.phase !== 'failed'
  }

  get total() {
    return this.lessons.reduce((sum, { size }) => sum + size, 0)
  }

  get bytes() {
    return this.lessons.reduce((sum, lesson) => sum + this.bytesOf(lesson), 0)
  }

  bytesOf({ key, size, done, videoId }) {
    return done || videoId ? size : Math.min(size, this.sent.get(key) ?? 0)
  }

  get percent() {
    return this.total === 0 ? 0 : (100 * this.bytes) / this.total
  }

  get speed() {
    return this.phase === 'sending' ? this.#speed.speed : 0
  }

  get secondsLeft() {
    return this.speed > 0 ? (this.total - this.bytes) / this.speed : undefined
  }

  /** Files first, all of them, then the course. @return the formation; undefined if it was cancelled or something failed */
  start() {
    return (this.#running = this.#run())
  }

  async #run() {
    const cancelled = (this.cancelling = new AbortController()).signal
    this.errors.clear()
    this.draft.sending = true
    this.draft.attempt ??= crypto.randomUUID()
    this.#enter('announcing')
    try {
      await this.save()
      await this.#recall()
      await this.#announce()
      if (!cancelled.aborted) await this.#send()
      if (cancelled.aborted) return undefined
      if (this.errors.size > 0) return void this.#enter('failed')
      this.#enter('publishing')
      return await this.#publish()
    } catch (refused) {
      if (cancelled.aborted) return undefined
      this.#enter('failed')
      throw refused
    }
  }

  /** What is there of uploads that began before a reload. */
  async #recall() {
    for (const lesson of this.lessons.filter(({ upload, done }) => upload && !done)) {
      const known = await patiently(() => get(`/api/uploads/${lesson.upload.video_id}`)).catch((refused) => {
        if (refused.status !== 404) throw refused
      })
      if (!known || LOST.includes(known.status)) lesson.upload = undefined
      else if (['completed', 'claimed'].includes(known.status)) lesson.done = true
      else {
        lesson.begun = true
        this.sent.set(lesson.key, known.bytes_received)
        if (lesson.upload.strategy === 'single' && Date.now() > lesson.upload.signedUntil) lesson.upload = undefined
      }
    }
  }

  async #announce() {
    const fresh = this.lessons.filter(({ upload, videoId }) => !upload && !videoId)
    if (fresh.length === 0) return
    const uploads = fresh.map(({ key, name, type, size }) => ({ client_ref: key, filename: name, content_type: type || 'application/octet-stream', size }))
    const batch = await create('/api/upload-batches', { uploads }).catch((refused) => {
      this.#blameFiles(fresh, refused)
      throw refused
    })
    this.draft.batches.push(batch.batch_id)
    for (const announced of batch.uploads) {
      const { parts, ...upload } = announced
      Object.assign(fresh.find(({ key }) => key === upload.client_ref), { upload: { ...upload, signedUntil: Date.now() + 50 * 60_000 }, done: false, begun: false })
    }
    await this.save()
  }

  /** `uploads[1].size` is the second one's. Of what is too large the platform names no field: the largest is. */
  #blameFiles(fresh, { status, code, errors = [] }) {
    for (const { field, code, detail } of errors) {
      const [, place] = /^uploads\[(\d+)\]/.exec(field) ?? []
      if (place !== undefined) this.#refuse(fresh[place].key, { code, message: detail, status, errors: [] })
    }
    const [largest] = fresh.toSorted((one, other) => other.size - one.size)
    if (code === 'upload.too_large') this.#refuse(largest.key, { code, status, errors: [] })
  }

  async #send() {
    const open = this.lessons.filter(({ upload, done, videoId }) => upload && !done && !videoId)
    if (open.length === 0) return
    this.#speed.forget()
    const entries = open.map(({ key, upload, begun }) => ({ key, upload, begun, file: this.files.get(key) }))
    this.#sender = createSender(entries, {
      progress: (key, bytes) => {
        this.sent.set(key, Math.max(bytes, 0))
        this.#speed.note(this.bytes)
        this.#tell()
      },
      arrived: (key) => {
        this.lessons.find((lesson) => lesson.key === key).done = true
        this.save()
        this.#tell()
      },
      failed: (key, error) => this.#refuse(key, error),
    })
    this.#enter('sending')
    await Promise.race([this.#sender.start(), new Promise((over) => this.cancelling.signal.addEventListener('abort', over))])
    this.#sender.stop()
    this.#sender = undefined
  }

  #refuse(key, error) {
    const lesson = this.lessons.find((lesson) => lesson.key === key)
    if (VOID.includes(error.code)) Object.assign(lesson, { upload: undefined, done: false, begun: false })
    this.sent.delete(key)
    this.errors.set(key, error)
    this.#tell()
  }

  async #publish() {
    const { title, description, modules, attempt } = this.draft
    const course = {
      title: title.trim(),
      description,
      keep_uploads: true,
      modules: modules.map(({ key, title, description, videos }, order) => ({
        id: key,
        title: title.trim(),
        description,
        order,
        videos: videos.map(({ key, title, description, upload, videoId }, order) => ({ id: key, title: title.trim(), description, order, videoId: videoId ?? upload.video_id })),
      })),
    }
    try {
      const formation = await this.#accepted(await create('/api/formations', course, attempt))
      await this.forget()
      return formation
    } catch (refused) {
      // Another body is to come, which needs another key; whereas an outage may have hidden a success.
      if (refused.status >= 400 && refused.status < 500) this.draft.attempt = undefined
      this.#blame(refused.errors ?? [])
      await this.save()
      throw refused
    }
  }

  /** What takes long is answered before it is decided. */
  async #accepted(formation) {
    if (formation.status !== 'submitted') return formation
    const decided = await follow(formation.id, { signal: this.cancelling.signal, show() {}, until: ({ status }) => status !== 'submitted' })
    if (!decided) throw Object.assign(new Error('The formation is gone'), { status: 404, code: 'formation.unknown' })
    return decided
  }

  /** `modules[0].videos[1].videoId` is a lesson's. */
  #blame(errors) {
    for (const { field, code, detail } of errors) {
      const [, module, video] = /^modules\[(\d+)\]\.videos\[(\d+)\]\.video_?id$/i.exec(field) ?? []
      if (video !== undefined) this.#refuse(this.draft.modules[module].videos[video].key, { code, message: detail, status: 422, errors: [] })
    }
  }

  pause() {
    this.#sender?.pause()
    this.#speed.forget()
    this.#enter('paused')
  }

  resume() {
    this.#sender?.resume()
    this.#enter('sending')
  }

  /** Rolls back: of what was sent nothing stays. The draft and its files do, in the browser. */
  async cancel() {
    this.cancelling?.abort()
    this.#sender?.stop()
    await this.#running?.catch(() => {})
    for (const lesson of this.lessons) Object.assign(lesson, { upload: undefined, done: false, begun: false })
    Object.assign(this.draft, { sending: false, attempt: undefined })
    this.sent.clear()
    this.errors.clear()
    await this.save()
    const ends = await Promise.allSettled(this.draft.batches.map((id) => this.#rollBack(id)))
    await this.save()
    this.#enter('still')
    const failed = ends.find(({ status }) => status === 'rejected')
    if (failed) throw failed.reason
  }

  /** A batch that could not be removed stays known: whoever cancels again tries again. */
  async #rollBack(id) {
    await patiently(() => remove(`/api/upload-batches/${id}`)).catch((refused) => {
      if (refused.status !== 404) throw refused
    })
    this.draft.batches = this.draft.batches.filter((other) => other !== id)
  }

  /** A lesson that is not to be: neither its file nor what was sent of it stays. */
  async drop({ key, upload, videoId }) {
    for (const map of [this.files, this.sent, this.errors]) map.delete(key)
    await dropFiles([key]).catch(() => {})
    const id = videoId ?? upload?.video_id
    if (id) await remove(`/api/uploads/${id}`).catch(() => {})
  }

  async discard() {
    await this.cancel()
    await Promise.all(this.lessons.map((lesson) => this.drop(lesson)))
    await this.forget()
  }

  /** Nothing of the draft is kept. */
  async forget() {
    const keys = this.lessons.map(({ key }) => key)
    this.draft = emptyDraft()
    for (const map of [this.files, this.sent, this.errors]) map.clear()
    await dropDraft(this.#user).catch(() => {})
    await dropFiles(keys).catch(() => {})
    this.#enter('still')
  }

  #enter(phase) {
    this.phase = phase
    this.#tell()
  }

  #tell() {
    this.dispatchEvent(new Event('change'))
  }
}

export const sending = new Sending()
