// The batch routes by a page of our own, whose tab is closed in the middle.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as passed } from 'node:timers/promises'
import { openBrowser } from './harness/browser.mjs'
import { partNumber, watchPuts } from './harness/network.mjs'
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
  const sentByFirst = watchPuts(first)
  // Its last part hangs until the tab is closed.
  await first.route((url) => partNumber(url) === item.part_count, () => {})
  await first.evaluate(({ options, id }) => void send(options, id).catch(() => {}), { options: OPTIONS, id: item.video_id })
  while (sentByFirst.length < 2) await passed(50)
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
