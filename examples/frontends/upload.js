// Uploads straight to the store: many files at once, one progress bar, and a closed tab costs the parts under way.
import { after } from './estrade.js'

/** PUTs at once. Browsers open six connections to a host. */
const PARALLEL = 4
/** Seconds between two tries of a PUT. */
const PAUSES = [0.5, 2, 5, 10]

/** Rows first, then addresses. Files are bound to lessons by `video_id`, never by their position. */
export async function announce(platform, files) {
  const uploads = files.map((file, number) => ({
    client_ref: String(number),
    filename: file.name,
    content_type: file.type || 'application/octet-stream',
    size: file.size,
  }))
  const batch = await platform.call('POST', '/api/upload-batches', { uploads })
  return batch.uploads.sort((left, right) => left.client_ref - right.client_ref)
}

/**
 * @param onProgress `(sent, total)` in bytes of all files
 * @param remember `(videoId, file)` before the first byte: keep it, and `resume` goes on after a reload
 * @return the `video_id`s in the order of the files
 */
export async function uploadAll(platform, files, { onProgress = () => {}, remember = () => {} } = {}) {
  const items = await announce(platform, files)
  items.forEach((item, number) => remember(item.video_id, files[number]))
  const total = files.reduce((sum, file) => sum + file.size, 0)
  const sent = files.map(() => 0)
  const report = (number) => (bytes) => {
    sent[number] = bytes
    onProgress(sent.reduce((sum, each) => sum + each), total)
  }
  await inParallel(items.map((item, number) => () => send(platform, files[number], item, report(number))))
  return items.map((item) => item.video_id)
}

/** Sends what is missing of a file in parts, which the visitor has chosen again. @return the upload */
export async function resume(platform, file, videoId, onBytes = () => {}) {
  const { status, part_size: size, part_count: count, parts = [] } = await platform.call('GET', `/api/uploads/${videoId}`)
  if (status === 'completed') return complete(platform, videoId)
  const arrived = new Map(parts.map(({ part_number, etag }) => [part_number, etag]))
  const missing = Array.from({ length: count }, (_, index) => index + 1).filter((number) => !arrived.has(number))
  const bytes = new Map(parts.map((part) => [part.part_number, part.size]))
  await inParallel(
    missing.map((number) => async () => {
      const blob = file.slice((number - 1) * size, number * size)
      // Signed when it is needed, so that the longest upload never dies of an address that has ended.
      const address = async () => (await platform.call('POST', `/api/uploads/${videoId}/parts`, { part_numbers: [number] })).parts[0]
      const etag = await persist(async () => put((await address()).url, blob, {}, (sent) => {
        bytes.set(number, sent)
        onBytes([...bytes.values()].reduce((sum, each) => sum + each))
      }))
      arrived.set(number, etag)
    }),
  )
  const all = [...arrived].sort(([left], [right]) => left - right).map(([part_number, etag]) => ({ part_number, etag }))
  return complete(platform, videoId, { parts: all })
}

async function send(platform, file, item, onBytes) {
  if (item.strategy === 'multipart') return resume(platform, file, item.video_id, onBytes)
  await persist(() => put(item.presigned_url, file, item.required_headers, onBytes))
  return complete(platform, item.video_id)
}

/** The platform looks at what has arrived: 422 if it is not what was announced, or no video. */
function complete(platform, videoId, body = {}) {
  return platform.call('POST', `/api/uploads/${videoId}/complete`, body)
}

/** By XMLHttpRequest: fetch does not tell how much is on its way. @return the ETag */
function put(url, blob, headers, onBytes) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    for (const [name, value] of Object.entries(headers)) {
      // The browser sets the length itself, and lets nobody else.
      if (name.toLowerCase() !== 'content-length') request.setRequestHeader(name, value)
    }
    request.upload.addEventListener('progress', ({ loaded }) => onBytes(loaded))
    request.addEventListener('error', () => failed(new Error('The connection to the store broke')))
    request.addEventListener('load', () => {
      if (request.status === 200) done(request.getResponseHeader('ETag'))
      else failed(new Error(`The store answers ${request.status}`))
    })
    request.send(blob)
  })
}

async function persist(attempt) {
  for (const pause of PAUSES) {
    try {
      return await attempt()
    } catch (failure) {
      // The platform's no is final; the network's is not.
      if (failure.code) throw failure
      await after(pause)
    }
  }
  return attempt()
}

async function inParallel(tasks) {
  const queue = [...tasks]
  const worker = async () => {
    for (let task = queue.shift(); task; task = queue.shift()) await task()
  }
  await Promise.all(Array.from({ length: PARALLEL }, worker))
}
