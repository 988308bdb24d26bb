// Unmodified Uppy 5 in Companion mode: the gateway plays Companion.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser } from './harness/browser.mjs'
import { dropParts, slowLine, watchPuts } from './harness/network.mjs'
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

const open = (video, options) => UppyPage.open(browser, 'uppy5', trainer, video, options)

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
  assert.deepEqual(puts.sort(), [1, 2, 3, 4])
})

test('a paused upload resumes with the missing parts only', async () => {
  const video = await videos.video('pause.mp4', 27 * MiB)
  const uppy = await open(video, { multipart: true })
  await slowLine(uppy.page, 8 * MiB)
  const puts = watchPuts(uppy.page)
  await uppy.start()
  await uppy.awaitParts(2)
  await uppy.pause()

  const { key, uploadId } = await uppy.target()
  const listed = await trainer.get(`/s3/multipart/${uploadId}?key=${encodeURIComponent(key)}`)
  assert.ok(listed.body.length >= 2 && listed.body.length < 6, JSON.stringify(listed.body))
  const sent = puts.length
  await uppy.resume()

  const upload = await trainer.complete(await uppy.uploadedKey())
  assert.equal(upload.size, video.size)
  const there = listed.body.map((part) => part.PartNumber)
  assert.deepEqual(puts.slice(sent).filter((part) => there.includes(part)), [])
})

test('a cancelled upload leaves nothing behind', async () => {
  const uppy = await open(await videos.video('cancel.mp4', 27 * MiB), { multipart: true })
  await slowLine(uppy.page, 8 * MiB)
  await uppy.start()
  await uppy.awaitParts(1)
  const { key, uploadId } = await uppy.target()
  const deleted = uppy.page.waitForResponse((response) => response.request().method() === 'DELETE')
  await uppy.cancel()

  assert.equal((await deleted).status(), 200)
  await trainer.isRefused('GET', `/s3/multipart/${uploadId}?key=${encodeURIComponent(key)}`)
  await trainer.isRefused('GET', `/s3/multipart/${uploadId}/2?key=${encodeURIComponent(key)}`)
  await trainer.isRefused('GET', `/api/uploads/${videoId(key)}`)
})

test('an upload whose connections break ends complete', async () => {
  const video = await videos.video('reset.mp4', 17 * MiB)
  const uppy = await open(video, { multipart: true })
  const notYetDropped = await dropParts(uppy.page, [2, 3, 4])
  await uppy.start()

  const upload = await trainer.complete(await uppy.uploadedKey())
  assert.equal(upload.size, video.size)
  assert.equal(notYetDropped.size, 0)
})

test('an upload that goes through a tunnel ends complete', async () => {
  const video = await videos.video('tunnel.mp4', 27 * MiB)
  const uppy = await open(video, { multipart: true })
  const line = await slowLine(uppy.page, 8 * MiB)
  await uppy.start()
  await uppy.awaitParts(1)
  await line.cut()
  await uppy.page.waitForTimeout(1500)
  await line.mend()

  const upload = await trainer.complete(await uppy.uploadedKey())
  assert.equal(upload.size, video.size)
})
