// A lesson in hls.js, as a shop's page plays it.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openBrowser } from './harness/browser.mjs'
import { addresses, DELIVERY, fetchFile, lessonRel, RUNGS, SECONDS, webToken } from './harness/lesson.mjs'
import { GATEWAY } from './harness/people.mjs'
import { PlayerPage } from './harness/player-page.mjs'

const ELSEWHERE = 'http://elsewhere.localhost'
const [LOW, HIGH] = RUNGS

let browser
before(async () => (browser = await openBrowser()))
after(() => browser.close())

const isOfGateway = (url) => url.origin === GATEWAY

/** The place by the picture, not by the clock. */
function assertShows(picture, colour, second) {
  assert.equal(picture.colour, colour)
  assert.ok(Math.abs(picture.second - second) < 1.5, `second ${second} is asked for: ${JSON.stringify(picture)}`)
}

function assertDelivered(player) {
  const segments = player.segments()
  assert.ok(segments.length > 0)
  const wrong = segments.filter(({ url }) => isOfGateway(url) === (DELIVERY === 'direct'))
  assert.deepEqual(wrong.map(({ url }) => url.href), [], `with ${DELIVERY}`)
}

/** Renewal takes a minute of playing, in which the others run one by one beside it. */
describe('hls.js', { concurrency: 2 }, () => {
  test('goes on past the end of its first token without a stall', async () => {
    const asked = Date.now()
    const player = await PlayerPage.watch(browser, { ttl: 60, rung: HIGH })
    await player.plays(1)
    const begin = await player.seen()
    await player.plays(66)
    const end = await player.seen()

    assert.deepEqual(end.errors, [])
    assert.deepEqual(end.waits.filter((second) => second > begin.time), [])
    const lag = end.reference - begin.reference - (end.time - begin.time)
    assert.ok(Math.abs(lag) < 1, `${lag} s later than a plain sound after ${end.time} s`)
    const [first, second] = end.tokens
    const { segment } = await addresses(second)
    await refusesExpired(segment, first, second)
    assertRenewed(player.answers, asked, first, second)
    assertDelivered(player)
  })

  test('shows the first frame of an encrypted lesson', async () => {
    const player = await PlayerPage.watch(browser)
    const first = await player.picture()
    await player.plays(1)

    assertShows(first, 'red', 0)
    assert.ok((await player.page.evaluate(() => globalThis.video.readyState)) >= 3)
    assert.ok(player.answers.some(({ url, status }) => url.pathname.endsWith('enc.key') && status === 200))
    assertDelivered(player)
  })

  test('seeks to the last seconds and shows what is there, to the end', async () => {
    const player = await PlayerPage.watch(browser)
    await player.plays(0.5)
    await player.seek(40)
    assertShows(await player.picture(), 'green', 40)
    await player.seek(SECONDS - 4)
    assertShows(await player.picture(), 'blue', SECONDS - 4)
    await player.ends()

    const { time, errors } = await player.seen()
    assert.ok(Math.abs(time - SECONDS) < 0.2, `ends at ${time}`)
    assert.deepEqual(errors, [])
    assertDelivered(player)
  })

  test('switches the rung up and down at the same place', async () => {
    const player = await PlayerPage.watch(browser, { rung: LOW })
    const before = await player.picture()
    assert.equal(before.height, LOW)

    for (const rung of [HIGH, LOW]) {
      await player.switchTo(rung)
      const picture = await player.picture()
      assert.equal(picture.height, rung)
      assertShows(picture, 'red', picture.time)
    }
    assert.deepEqual((await player.seen()).errors, [])
    assertDelivered(player)
  })

  test('plays for a page that sends its header to every address', async (context) => {
    const { segment } = await addresses(await webToken())
    if (!isOfGateway(new URL(segment))) return context.skip('stores refuse a signed address that comes with a header')
    const player = await PlayerPage.watch(browser, { sendTo: 'everybody' })
    await player.plays(5)

    assertShows(await player.picture(), 'red', 5)
    assert.deepEqual((await player.seen()).errors, [])
    assertDelivered(player)
  })

  test('shows 403 without a token', async () => {
    const player = await PlayerPage.open(browser, {})

    const { errors, width } = await player.givesUp()
    assert.deepEqual(errors.map(({ details, status }) => [details, status]), [['manifestLoadError', 403]])
    assert.equal(width, 0)
    assert.deepEqual(player.segments(), [])
  })

  test('gets nothing on a page whose origin is not allowed', async () => {
    const token = await webToken()
    const player = await PlayerPage.open(browser, { token }, ELSEWHERE)

    const { errors, width } = await player.givesUp()
    assert.equal(errors.at(-1).details, 'manifestLoadError')
    assert.equal(width, 0)
    assert.deepEqual(player.answers.filter(({ status }) => status < 400), [])
    const files = await addresses(token)
    for (const url of Object.values(files).filter((url) => isOfGateway(new URL(url)))) {
      assert.equal((await fetchFile(url, token, ELSEWHERE)).status, 403, url)
    }
  })
})

/** In `direct` a segment's address carries a grant, which opens it whatever header comes along. */
async function refusesExpired(segment, first, second) {
  const playlist = `${GATEWAY}/hls2/${lessonRel()}/output.m3u8`
  const asked = DELIVERY === 'relay' ? [playlist, segment] : [playlist]
  for (const url of asked) {
    const refused = await fetchFile(url, first)
    assert.equal(refused.status, 403, refused.text)
    assert.equal(JSON.parse(refused.text).code, 'playback.token_invalid')
    assert.equal((await fetchFile(url, second)).status, 200)
  }
}

/** Where the player comes back to the gateway for segments, it brings the newer token. */
function assertRenewed(answers, asked, first, second) {
  assert.notEqual(first, second)
  const own = answers.filter(({ url }) => isOfGateway(url))
  assert.equal(own[0].token, first)
  assert.ok(own.every(({ token, status }) => [first, second].includes(token) && status < 400))
  if (!own.some(({ url }) => url.pathname.endsWith('.ts'))) return
  const late = own.filter(({ at }) => at > asked + 60_000)
  assert.ok(late.length > 0, 'something is asked for when the first token has ended')
  assert.deepEqual(late.filter(({ token }) => token !== second), [])
}
