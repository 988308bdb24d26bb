// Services are killed while somebody is live: neither he nor the film notices.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser } from '../harness/browser.mjs'
import { assertLasts, assertPlaysAndSeeks, Live, playable, saved } from '../harness/live.mjs'
import { trainer } from '../harness/people.mjs'
import { killAndRestart } from '../harness/stack.mjs'

let browser
before(async () => (browser = await openBrowser({ camera: true })))
after(() => browser.close())

test('nothing is lost when upload-service is killed during a live', async () => {
  const live = await Live.begin(browser, { content: 'Panne des envois' })
  await live.films(7)
  await killAndRestart('upload-service')
  await live.films(live.filmed() + 10)
  const filmed = await live.stop()
  await live.page.context().close()

  const [media] = (await saved(live.id)).media_files
  assertLasts(media, filmed, 1.5)
  await assertPlaysAndSeeks(browser, media)
})

test('the stream goes on and nothing is lost when transcode-service is killed during a live', async () => {
  const live = await Live.begin(browser, { content: 'Panne du montage' })
  await playable(live.stream, 'trainer', trainer)
  const player = await live.watchStream(browser, 'trainer', trainer)
  await player.plays(2)
  await killAndRestart('transcode-service')
  const after = live.filmed()
  await player.plays(after + 5)
  const filmed = await live.stop()
  await player.ends()

  const { time, errors } = await player.seen()
  console.log(`[live] the stream's player ends at ${time.toFixed(1)} s of ${filmed.toFixed(1)} s`)
  assert.ok(Math.abs(time - filmed) < 2, `ends at ${time} of ${filmed}`)
  assert.deepEqual(errors.filter(({ fatal }) => fatal), [])
  await player.page.context().close()
  await live.page.context().close()
  const [media] = (await saved(live.id)).media_files
  assertLasts(media, filmed, 1.5)
  await assertPlaysAndSeeks(browser, media)
})
