// The batch routes by a page of our own, whose tab is closed in the middle.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser } from './harness/browser.mjs'
import { slowLine, watchPuts } from './harness/network.mjs'
import { GATEWAY, trainer } from './harness/people.mjs'
import { MiB, videoFolder } from './harness/videos.mjs'

const OPTIONS = { gateway: GATEWAY, token: trainer.token }
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

async function openTab(video) {
  const page = await browser.open('pages/batch')
  await page.setInputFiles('#file', video.path)
  return page
}

test('an upload goes on in a new tab with the missing parts only', async () => {
  const video = await videos.video('long.mp4', 72 * MiB)
  const first = await openTab(video)
  const item = await first.evaluate((options) => announce(options), OPTIONS)
  assert.equal(item.strategy, 'multipart')
  await slowLine(first, 48 * MiB)
  await first.evaluate(({ options, id }) => void send(options, id), { options: OPTIONS, id: item.video_id })
  await first.waitForFunction(() => globalThis.partsDone >= 2)
  await first.context().close()

  const left = await trainer.get(`/api/uploads/${item.video_id}`)
  assert.equal(left.body.status, 'uploading')
  assert.ok(left.body.parts.length >= 2 && left.body.parts.length < item.part_count, JSON.stringify(left.body))

  const second = await openTab(video)
  const sentBySecond = watchPuts(second)
  const upload = await second.evaluate(({ options, id }) => send(options, id), { options: OPTIONS, id: item.video_id })
  assert.equal(upload.status, 'completed')
  assert.equal(upload.size, video.size)
  const there = left.body.parts.map((part) => part.part_number)
  assert.deepEqual(sentBySecond.filter((part) => there.includes(part)), [])
  assert.ok(sentBySecond.length > 0 && sentBySecond.length <= item.part_count - there.length)
})
