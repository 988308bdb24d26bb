// Sends files to the store with Uppy, as uploads that the platform announced. A cut line is waited for, parts that have
// arrived are not sent again, and nothing is removed because of an error: rolling back is the visitor's choice.
import { after, get, patiently, post } from '../api.js'
import { AwsS3, Uppy } from '../vendor/uppy.min.js'
import { storeIsClosed } from './store.js'

/** PUTs at once. Browsers open six connections to a host. */
const PARALLEL = 4
/** Seconds between two tries. */
const PAUSES = [0.5, 1, 2, 5, 10]

/** What fails is told in the page. */
const QUIET = { debug() {}, warn() {}, error() {} }

/** Repeats what the network refused until it is back; the platform's and the store's no is final. */
async function persist(attempt, signal) {
  for (let tried = 0; ; tried++) {
    try {
      return await attempt()
    } catch (failure) {
      if (signal?.aborted || failure.code !== 'network') throw failure
      if (tried >= PAUSES.length && failure.store === 'down') throw failure
      if (tried >= PAUSES.length && failure.store === 'silent' && (await storeIsClosed())) throw Object.assign(failure, { code: 'store.unreachable' })
      await after(PAUSES[Math.min(tried, PAUSES.length - 1)], signal)
    }
  }
}

/** What the platform is asked: it may say that something is away for a moment. */
const ask = (question, signal) => persist(() => patiently(question, { signal }), signal)

/** A PUT that broke off has no status; a store that is away has one of its own, and is given some time. */
function putBytes(options) {
  return persist(
    () =>
      AwsS3.uploadPartBytes(options).catch((failure) => {
        const status = failure.source?.status
        if (status === 0 || status >= 500) Object.assign(failure, { code: 'network', store: status === 0 ? 'silent' : 'down' })
        throw failure
      }),
    options.signal,
  )
}

/** The browser sets the length itself, and lets nobody else. */
const settable = (headers = {}) => Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-length'))

/**
 * @param entries `{key, file, upload}`; `upload` is what POST /api/upload-batches answered, `begun` if bytes may be there
 * @param on `progress(key, bytes)`, `arrived(key)`, `failed(key, error)`
 */
export function createSender(entries, on) {
  const uppy = new Uppy({ autoProceed: false, allowMultipleUploadBatches: true, logger: QUIET })
  const byKey = new Map(entries.map((entry) => [entry.key, entry]))
  const uploadOf = (file) => byKey.get(file.meta.key).upload
  const partSizes = new WeakMap(entries.map(({ file, upload }) => [file, upload.part_size]))

  uppy.use(AwsS3, {
    limit: PARALLEL,
    shouldUseMultipart: (file) => uploadOf(file).strategy === 'multipart',
    getChunkSize: (data) => partSizes.get(data),
    uploadPartBytes: putBytes,
    getUploadParameters: async (file) => {
      const { presigned_url: url, required_headers: headers, file_key: key } = uploadOf(file)
      return { method: 'PUT', url, headers: settable(headers), fields: { key } }
    },
    createMultipartUpload: async (file) => ({ uploadId: uploadOf(file).video_id, key: uploadOf(file).file_key }),
    listParts: async (_, { uploadId, signal }) => {
      const { parts = [] } = await ask(() => get(`/api/uploads/${uploadId}`), signal)
      return parts.map(({ part_number, etag, size }) => ({ PartNumber: part_number, ETag: etag, Size: size }))
    },
    // Signed when it is needed, so that the longest upload never dies of an address that has ended.
    signPart: async (_, { uploadId, partNumber, signal }) => {
      const { parts } = await ask(() => post(`/api/uploads/${uploadId}/parts`, { part_numbers: [partNumber] }), signal)
      return { method: 'PUT', url: parts[0].url }
    },
    completeMultipartUpload: async (_, { uploadId, parts, signal }) => {
      const all = parts.map(({ PartNumber, ETag }) => ({ part_number: PartNumber, etag: ETag }))
      await ask(() => post(`/api/uploads/${uploadId}/complete`, { parts: all }), signal)
      return { location: '' }
    },
    abortMultipartUpload: async () => {},
  })

  for (const { key, file, upload, begun } of entries) {
    const id = uppy.addFile({ name: file.name, type: file.type, data: file, meta: { key, relativePath: key } })
    if (begun && upload.strategy === 'multipart') {
      uppy.setFileState(id, { s3Multipart: { key: upload.file_key, uploadId: upload.video_id } })
    }
  }
  uppy.on('upload-progress', (file, { bytesUploaded }) => on.progress(file.meta.key, bytesUploaded))
  uppy.on('upload-error', (file, error) => file && on.failed(file.meta.key, error.cause ?? error))
  uppy.on('upload-success', (file) => verify(file))

  const verifying = new Set()
  function verify(file) {
    const { key } = file.meta
    const { strategy, video_id: id } = uploadOf(file)
    const verified = strategy === 'multipart' ? Promise.resolve() : ask(() => post(`/api/uploads/${id}/complete`, {}))
    verifying.add(verified.then(() => on.arrived(key), (refused) => on.failed(key, refused)))
  }

  const finish = (sent) => sent.then(() => Promise.all(verifying))
  return {
    start: () => finish(uppy.upload()),
    pause: () => uppy.pauseAll(),
    resume: () => uppy.resumeAll(),
    stop: () => uppy.destroy(),
  }
}
