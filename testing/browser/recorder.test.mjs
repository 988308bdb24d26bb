// recorder.js of examples/frontends against a platform that fails in every way: what is filmed arrives.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as passed } from 'node:timers/promises'
import { openBrowser } from './harness/browser.mjs'
import { openRecordings } from './harness/recordings.mjs'

let browser
before(async () => (browser = await openBrowser({ camera: true })))
after(() => browser.close())

/** Films for so long with a chunk every 300 ms. */
async function film(platform, ms, mischief) {
  const page = await browser.open('pages/live')
  const options = { gateway: platform.origin, token: 'x', content: 'Essai', timeslice: 300, mischief }
  await page.evaluate((options) => goLive(options), options)
  await passed(ms)
  const { filmed } = await page.evaluate(() => stopLive())
  return { page, filmed }
}

/** The chunks, joined in order, are one film of this length. */
async function assertFilm(platform, page, seconds) {
  const numbers = [...platform.chunks.keys()].sort((a, b) => a - b)
  assert.deepEqual(numbers, Array.from({ length: numbers.length }, (_, i) => i))
  assert.equal(platform.joined().readUInt32BE(0), 0x1a45dfa3, 'the first chunk begins with the header of WebM')
  const end = await page.evaluate(async (url) => {
    const video = document.createElement('video')
    video.src = URL.createObjectURL(await (await fetch(url)).blob())
    await new Promise((known, failed) => Object.assign(video, { onloadedmetadata: known, onerror: failed }))
    video.currentTime = 1e6
    await new Promise((sought) => (video.onseeked = sought))
    return video.currentTime
  }, `${platform.origin}/joined`)
  assert.ok(Math.abs(end - seconds) < 1, `${end} s of ${seconds} s`)
}

test('has every chunk stored, and asks for addresses before they run out and before the lease does', async () => {
  const platform = await openRecordings()
  const { page, filmed } = await film(platform, 7000)

  assert.ok(platform.chunks.size >= 15, `${platform.chunks.size} chunks`)
  assert.deepEqual(platform.puts.length, platform.chunks.size, 'each is sent once')
  await assertFilm(platform, page, filmed)
  const pauses = platform.asked.slice(1).map(({ at }, i) => at - platform.asked[i].at)
  assert.ok(Math.max(...pauses) < platform.leaseMs, `pauses of ${pauses} ms`)
  platform.close()
})

test('sends again what the store refused, with a new address where the old one has ended', async () => {
  const platform = await openRecordings({
    store(seq, time, asked) {
      if (seq === 4 && time < 2) return 503
      if (seq === 1 && asked === 0) return 403
    },
  })
  const { page, filmed } = await film(platform, 4000)

  assert.equal(platform.puts.filter((seq) => seq === 4).length, 3)
  await assertFilm(platform, page, filmed)
  platform.close()
})

test('goes on when nobody signs for a while', async () => {
  const platform = await openRecordings({ sign: (time) => (time < 12 ? 503 : undefined) })
  const { page, filmed } = await film(platform, 6000)

  assert.ok(platform.asked.length > 12)
  await assertFilm(platform, page, filmed)
  platform.close()
})

test('ends, and says so, when the platform has ended the recording', async () => {
  const platform = await openRecordings({ sign: () => 409 })

  await assert.rejects(film(platform, 4000), /answers 409/)
  assert.equal(platform.chunks.size, 4)
  platform.close()
})

test('is disturbed as the other tests wish', async () => {
  const platform = await openRecordings()
  await film(platform, 4000, { lost: [3], twice: [2, 5], late: { 4: 1500, 7: 900 } })

  assert.ok(!platform.chunks.has(3))
  assert.deepEqual([2, 5, 6].map((seq) => platform.puts.filter((put) => put === seq).length), [2, 2, 1])
  assert.ok(platform.puts.indexOf(4) > platform.puts.indexOf(6))
  assert.ok(platform.puts.indexOf(7) > platform.puts.indexOf(8))
  platform.close()
})
