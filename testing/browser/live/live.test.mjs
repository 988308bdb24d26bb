// Lives in a real browser with a camera that is none: what was recorded is there, plays and seeks.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser } from '../harness/browser.mjs'
import { assertLasts, assertPlaysAndSeeks, inFeed, Live, playable, relOf, saved, TIMESLICE } from '../harness/live.mjs'
import { GATEWAY, trainer, trainer2 } from '../harness/people.mjs'

/** Seconds: what CONTRACT.md's live is behind the camera at most. */
const MOST_BEHIND = 15

let browser
before(async () => (browser = await openBrowser({ camera: true })))
after(() => browser.close())

const close = ({ page }) => page.context().close()

test('a live that is stopped is in the feed, plays and seeks', async () => {
  const live = await Live.begin(browser, { content: 'Test caméra' })
  assert.equal((await inFeed(live.id)).live_status, 'live')
  await live.films(15)
  const filmed = await live.stop()
  await close(live)

  const post = await saved(live.id)
  assert.equal(post.media_files.length, 1)
  const [media] = post.media_files
  assert.equal(media.title, 'Vidéo du live - Test caméra')
  assert.equal(media.description, "Vidéo enregistrée du live 'Test caméra'")
  assert.equal(media.file_type, 'video')
  assert.equal(media.is_live_recording, true)
  assert.equal(media.live_post, post.id)
  assert.equal(relOf(media), `trainer/live/${live.id}/${live.recordingId}`)
  assert.ok(media.size > 100_000, `${media.size} bytes`)
  assertLasts(media, filmed, 1.5)
  await assertPlaysAndSeeks(browser, media)
})

/** Just after a chunk has arrived and well before the next one is due. */
async function dies(live, end) {
  await live.films(9)
  await live.arrives()
  await live.films(live.filmed() + TIMESLICE / 2)
  return end()
}

async function assertKeptButTheLastChunk(live, filmed) {
  const [media] = (await saved(live.id)).media_files
  console.log(`[live] ${filmed.toFixed(1)} s were filmed when it died, ${media.duration.toFixed(1)} s are kept`)
  const lost = filmed - media.duration
  assert.ok(lost > -1 && lost < TIMESLICE + 0.5, `${lost} s are lost`)
  await assertPlaysAndSeeks(browser, media)
}

test('a live whose tab dies is kept but for its last chunk', async () => {
  const live = await Live.begin(browser, { content: 'Onglet' })
  const filmed = await dies(live, () => live.tabDies())
  await close(live)

  await assertKeptButTheLastChunk(live, filmed)
})

test('a live whose browser is killed is kept but for its last chunk', async () => {
  const other = await openBrowser({ camera: true })
  const live = await Live.begin(other, { content: 'Navigateur' })
  const filmed = await dies(live, async () => {
    const seconds = live.filmed()
    await other.die()
    return seconds
  })

  await assertKeptButTheLastChunk(live, filmed)
})

test('chunks that come twice and in disorder are one film', async () => {
  const mischief = { twice: [1, 2, 6], late: { 0: 5000, 3: 7000, 4: 2500, 6: 3000 } }
  const live = await Live.begin(browser, { content: 'Désordre', mischief })
  await live.films(18)
  const filmed = await live.stop()
  await close(live)

  const [media] = (await saved(live.id)).media_files
  assertLasts(media, filmed, 1.5)
  await assertPlaysAndSeeks(browser, media)
})

test('a chunk that is lost in the middle costs its seconds and no more', async () => {
  const live = await Live.begin(browser, { content: 'Trou', mischief: { lost: [3] } })
  await live.films(20)
  const filmed = await live.stop()
  await close(live)

  const [media] = (await saved(live.id)).media_files
  console.log(`[live] of ${filmed.toFixed(1)} s with a lost chunk ${media.duration.toFixed(1)} s are kept`)
  // It is cut to where the next group of pictures begins.
  assert.ok(media.duration > filmed - 4 * TIMESLICE && media.duration < filmed + 1, `${media.duration} of ${filmed} s`)
  await assertPlaysAndSeeks(browser, media)
})

test('two lives at once are two films', async () => {
  const other = await openBrowser({ camera: true })
  const first = await Live.begin(browser, { content: 'Un' })
  const second = await Live.begin(other, { content: 'Deux', person: trainer2 })
  await first.films(10)
  const filmed = [await first.stop()]
  await second.films(16)
  filmed.push(await second.stop())
  await close(first)
  await other.close()

  for (const [i, live] of [first, second].entries()) {
    const post = await saved(live.id)
    assert.equal(post.content, ['Un', 'Deux'][i])
    assert.deepEqual(post.media_files.map(relOf), [`${['trainer', 'trainer2'][i]}/live/${live.id}/${live.recordingId}`])
    assertLasts(post.media_files[0], filmed[i], 1.5)
    await assertPlaysAndSeeks(browser, post.media_files[0])
  }
})

test("the source's blob: address is refused without a recording, and the film can be uploaded instead", async () => {
  const page = await browser.open('pages/live')
  const options = { gateway: GATEWAY, token: trainer.token, content: 'Mémoire' }
  const id = await page.evaluate((options) => globalThis.goLiveInMemory(options), options)
  await page.waitForTimeout(6000)

  const data = await page.evaluate(() => globalThis.blobOfMemory())
  assert.match(data.url, /^blob:/)
  const refused = await page.evaluate((data) => globalThis.stopWith(data), data)
  assert.equal(refused.status, 422)
  assert.equal(refused.body.code, 'recording.unreachable_url')
  assert.equal((await inFeed(id)).live_status, 'live')

  const url = await page.evaluate(() => globalThis.uploadMemory())
  const taken = await page.evaluate((data) => globalThis.stopWith(data), { ...data, url })
  assert.equal(taken.status, 200, JSON.stringify(taken.body))
  const [media] = (await saved(id)).media_files
  assertLasts(media, 6, 1.5)
  await assertPlaysAndSeeks(browser, media)
  await page.context().close()
})

test("the source's blob: address is passed over where there is a recording", async () => {
  const live = await Live.begin(browser, { content: 'Source' })
  await live.films(8)
  const { filmed, post } = await live.page.evaluate(
    (id) => globalThis.stopLive({ url: URL.createObjectURL(new Blob()), duration: 8, size: 1, title: 'x', live_id: id }),
    live.id,
  )
  assert.ok(['saving', 'saved'].includes(post.live_status), JSON.stringify(post))
  await close(live)

  const [media] = (await saved(live.id)).media_files
  assert.equal(media.title, 'Vidéo du live - Source')
  assertLasts(media, filmed, 1.5)
  await assertPlaysAndSeeks(browser, media)
})

test('a live is watched while it runs, little behind the camera, and to its end', async () => {
  const live = await Live.begin(browser, { content: 'Direct' })
  const { playlist_url: address } = await playable(live.stream, 'trainer2', trainer2)
  assert.equal(address, `${GATEWAY}/live/${live.id}/output.m3u8`)
  console.log(`[live] plays ${live.filmed().toFixed(1)} s after the camera was on`)
  const player = await live.watchStream(browser, 'trainer2', trainer2)
  await player.plays(0.5)

  const behind = []
  for (let i = 0; i < 20; i++) {
    await player.page.waitForTimeout(1000)
    behind.push(live.filmed() - (await player.seen()).time)
  }
  const sorted = [...behind].sort((a, b) => a - b)
  console.log(`[live] behind the camera: median ${sorted[10].toFixed(1)} s, most ${sorted.at(-1).toFixed(1)} s`)
  assert.ok(sorted.at(-1) <= MOST_BEHIND, `${behind.map((s) => s.toFixed(1))} s behind the camera`)
  assert.ok(sorted[0] > 0, `${behind} s behind the camera`)

  const filmed = await live.stop()
  await player.ends()
  const { time, errors } = await player.seen()
  assert.ok(Math.abs(time - filmed) < 2, `ends at ${time} of ${filmed}`)
  assert.deepEqual(errors.filter(({ fatal }) => fatal), [])
  await player.page.context().close()
  await close(live)
  assertLasts((await saved(live.id)).media_files[0], filmed, 1.5)
})
