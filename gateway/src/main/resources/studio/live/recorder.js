// Records a live so that nothing of it is lost with the tab: each chunk is in the store a moment after it was filmed.
// To copy: `call` is the shop's own way to ask the platform, and answers what the JSON says or throws with a `status`.

/** Between two tries, ms: the store or the network may be away for a while. */
const PAUSES = [200, 500, 1000, 2000, 5000]
/** What `{from}` brings is used until so few addresses are left. */
const FEW = 12

const pause = (ms) => new Promise((over) => setTimeout(over, ms))

/** Repeats until it succeeds, or is `useless`. */
async function persist(attempt, useless) {
  for (let tried = 0; ; tried++) {
    try {
      return await attempt()
    } catch (error) {
      if (useless(error)) throw error
      await pause(PAUSES[Math.min(tried, PAUSES.length - 1)])
    }
  }
}

/** Signed addresses by chunk; more are asked for before they run out, and in time for the recording's lease. */
class Addresses {
  #urls = new Map()
  #next = 0
  #asked
  #call
  #path
  #timer

  /** @param ended is told if the lease cannot be renewed any more */
  constructor(call, path, { lease_s: lease, chunks }, ended) {
    this.#call = call
    this.#path = path
    this.#keep(chunks)
    this.#timer = setInterval(() => this.#ask(this.#next).catch((error) => isOver(error) && ended(error)), (lease * 1000) / 3)
  }

  /** @param seq the next chunk to come, or an older one whose address has ended */
  async of(seq) {
    this.#next = Math.max(this.#next, seq + 1)
    if (!this.#urls.has(seq)) await this.#ask(seq)
    else if (!this.#urls.has(seq + FEW)) this.#ask(seq + 1).catch(() => {})
    return this.#urls.get(seq)
  }

  /** It was used, or has ended. */
  drop(seq) {
    this.#urls.delete(seq)
  }

  close() {
    clearInterval(this.#timer)
  }

  /** One question at a time; whoever else asks meanwhile waits for it, and finds its address there or asks again. */
  #ask(from) {
    this.#asked ??= this.#call('POST', `${this.#path}/chunks`, { from })
      .then(({ chunks }) => this.#keep(chunks))
      .finally(() => (this.#asked = undefined))
    return this.#asked
  }

  #keep(chunks) {
    for (const { seq, url } of chunks) this.#urls.set(seq, url)
  }
}

async function put(url, chunk) {
  if (!url) throw new Error('No address yet')
  const response = await fetch(url, { method: 'PUT', body: chunk })
  if (!response.ok) throw Object.assign(new Error(`A chunk's PUT answers ${response.status}`), { refused: true })
}

/** Where chunks are sent, each as often as it takes. */
function sender(addresses, arrived) {
  let unanswered = 0
  return (seq, chunk) =>
    persist(async () => {
      const url = await addresses.of(seq)
      await put(url, chunk).catch((error) => {
        if (error.refused) addresses.drop(seq)
        else if (error instanceof TypeError && navigator.onLine) unanswered += 1
        // The platform has just answered, and the store never has: it is not away, it does not let this page in.
        if (arrived.size === 0 && unanswered > PAUSES.length) error.code = 'store.unreachable'
        throw error
      })
      addresses.drop(seq)
      arrived.add(seq)
    }, isOver)
}

/**
 * The platform takes no more of this recording: the lease was lost, somebody stopped the live, or nobody is signed in. Or
 * the store has taken nothing of it: its CORS rules may not allow this page.
 */
const isOver = ({ status, code }) => [401, 403, 404, 409, 410].includes(status) || code === 'store.unreachable'

/**
 * Begins to record a stream into a live of the caller's.
 *
 * @param stream of getUserMedia or getDisplayMedia
 * @param deliver how a chunk goes out, `send()` being the way; for tests, which disturb it
 * @return `{id, started, arrived, failed, stop}`: the recording's id, when its first picture was taken, the numbers of the
 *   chunks that are stored, a promise of why it came to its end too early, and what ends it: done when the last chunk is
 *   stored, failed if the platform took no more of them
 */
export async function record(stream, { call, liveId, mimeType, timeslice = 2000, deliver = (seq, send) => send() }) {
  const recorder = new MediaRecorder(stream, { mimeType })
  const path = `/posts/live/${liveId}/recording`
  const recording = await call('POST', path, { mime_type: mimeType })
  const addresses = new Addresses(call, `${path}/${recording.recording_id}`, recording, fail)
  const arrived = new Set()
  const send = sender(addresses, arrived)
  const under = []
  let failure
  let tellFailed
  const failed = new Promise((tell) => (tellFailed = tell))

  // The first chunk begins with the header without which none can be read. The last one may be empty.
  recorder.addEventListener('dataavailable', ({ data }) => {
    if (data.size === 0) return
    const seq = under.length
    under.push(deliver(seq, () => send(seq, data)).catch(fail))
  })
  function fail(error) {
    failure ??= error
    tellFailed(failure)
    addresses.close()
    if (recorder.state !== 'inactive') recorder.stop()
  }
  recorder.addEventListener('error', ({ error }) => fail(error))
  const started = new Promise((begun) => recorder.addEventListener('start', () => begun(Date.now()), { once: true }))
  const stopped = new Promise((ended) => recorder.addEventListener('stop', ended, { once: true }))
  recorder.start(timeslice)

  return {
    id: recording.recording_id,
    started: await started,
    arrived,
    failed,
    async stop() {
      if (recorder.state !== 'inactive') recorder.stop()
      await stopped
      await Promise.all(under)
      addresses.close()
      if (failure) throw failure
    },
  }
}
