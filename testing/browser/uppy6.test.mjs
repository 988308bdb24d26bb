// Unmodified Uppy 6: every request is signed by POST /s3/sign and goes straight to the store.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser } from './harness/browser.mjs'
import { dropParts, partNumber, slowLine, watchPuts } from './harness/network.mjs'
import { trainer, videoId } from './harness/people.mjs'
import { UppyPage } from './harness/uppy-page.mjs'
import { MiB, videoFolder } from './harness/videos.mjs'

let browser
let videos
before(async () => {
  browser = await openBrowser()
  videos = await videoFolder()
})
after(async () => {
  await browser.close()
  await videos.remove()
})

const open = (video, options) => UppyPage.open(browser, 'uppy6', trainer, video, options)

test('a single PUT arrives whole', async () => {
  const video = await videos.video('simple.mp4', 2 * MiB)
  const uppy = await open(video, { multipart: false })
  await uppy.start()

  const upload = await trainer.complete(await uppy.uploadedKey())
  assert.equal(upload.size, video.size)
})

test('a multipart upload arrives whole', async () => {
  const video = await videos.video('parts.mp4', 17 * MiB)
  const uppy = await open(video, { multipart: true })
  const puts = watchPuts(uppy.page)
  await uppy.start()

  const upload = await trainer.complete(await uppy.uploadedKey())
  assert.equal(upload.size, video.size)
  assert.deepEqual(puts, [1, 2, 3, 4])
})

test('a paused upload resumes with the missing parts only', async () => {
  const video = await videos.video('pause.mp4', 27 * MiB)
  const uppy = await open(video, { multipart: true })
  await slowLine(uppy.page, 8 * MiB)
  const puts = watchPuts(uppy.page)
  await uppy.start()
  await uppy.awaitParts(2)
  await uppy.pause()
  await uppy.resume()

  const upload = await trainer.complete(await uppy.uploadedKey())
  assert.equal(upload.size, video.size)
  assert.equal(new Set(puts).size, puts.length, `parts sent: ${puts}`)
})

test('a cancelled upload leaves nothing behind', async () => {
  const uppy = await open(await videos.video('cancel.mp4', 27 * MiB), { multipart: true })
  await slowLine(uppy.page, 8 * MiB)
  await uppy.start()
  await uppy.awaitParts(1)
  const { key, uploadId } = await uppy.target()
  const deleted = uppy.page.waitForResponse((response) => response.request().method() === 'DELETE')
  await uppy.cancel()

  // The signature already removed it: the store may find nothing any more, which Uppy only logs.
  assert.ok([204, 404].includes((await deleted).status()))
  await trainer.isRefused('POST', '/s3/sign', { method: 'PUT', key, uploadId, partNumber: 2 })
  await trainer.isRefused('GET', `/api/uploads/${videoId(key)}`)
})

test('an upload whose connections break ends complete', async () => {
  const video = await videos.video('reset.mp4', 17 * MiB)
  const uppy = await open(video, { multipart: true })
  const notYetDropped = await dropParts(uppy.page, [2, 4])
  await uppy.start()

  const upload = await trainer.complete(await uppy.uploadedKey())
  assert.equal(upload.size, video.size)
  assert.equal(notYetDropped.size, 0)
})

test('an upload that goes through a tunnel ends complete, with each part sent once', async () => {
  const video = await videos.video('tunnel.mp4', 27 * MiB)
  const uppy = await open(video, { multipart: true })
  const line = await slowLine(uppy.page, 8 * MiB)
  const puts = watchPuts(uppy.page)
  const third = uppy.page.waitForRequest((request) => partNumber(request.url()) === 3)
  await uppy.start()
  await third
  await line.cut()
  await uppy.page.waitForTimeout(500)
  await line.mend()
  // A part under way has failed for good; between two parts Uppy has waited for the line.
  if ((await uppy.errors()).length > 0) await uppy.retry()

  const upload = await trainer.complete(await uppy.uploadedKey())
  assert.equal(upload.size, video.size)
  assert.equal(new Set(puts).size, puts.length, `parts sent: ${puts}`)
})
