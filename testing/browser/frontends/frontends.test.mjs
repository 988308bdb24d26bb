// What docs/frontends.md tells, done from its beginning to its end by a trainer's page and by a learner's.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { readFile } from 'node:fs/promises'
import { openBrowser } from '../harness/browser.mjs'
import { watchPuts } from '../harness/network.mjs'
import { GATEWAY, required, trainer } from '../harness/people.mjs'
import { MiB, videoFolder } from '../harness/videos.mjs'

const FILM = required('ESTRADE_LESSON_FILE')
let browser
let videos
before(async () => {
  browser = await openBrowser({ camera: true })
  videos = await videoFolder()
})
after(async () => {
  await browser.close()
  await videos.remove()
})

async function openShop(token, ...files) {
  const page = await browser.open('pages/frontends')
  await page.evaluate(() => (document.querySelector('#file').multiple = true))
  if (files.length > 0) await page.setInputFiles('#file', files)
  await page.evaluate((options) => (globalThis.mine = globalThis.shop(options)), { gateway: GATEWAY, token })
  return page
}

function course(videoIds, more) {
  const videos = videoIds.map((videoId, order) => ({ title: `Leçon ${order}`, order, videoId }))
  return { title: 'Depuis le navigateur', description: '', modules: [{ title: 'Un', order: 0, videos }], ...more }
}

/** What an error of the page says. */
const refusal = ({ message }) => JSON.parse(message.slice(message.indexOf('{'), message.lastIndexOf('}') + 1))

describe('a course', () => {
  let formation

  test('is uploaded with progress, published, and followed until it is ready', async () => {
    const page = await openShop(trainer.token, FILM)
    const { states, bar, kept } = await page.evaluate(async () => {
      const [states, bar] = [[], document.createElement('progress')]
      await mine.makeCourse('Depuis le navigateur', bar, states)
      return { states, bar: bar.value, kept: Object.values(localStorage) }
    })
    assert.equal(bar, 1)
    formation = states.at(-1)
    assert.deepEqual([formation.modules[0].videos[0].videoId], kept)
    assert.equal(formation.status, 'ready')
    assert.ok(states.some(({ modules }) => modules[0].videos[0].status !== 'ready'), 'its way there was shown')
    assert.equal(formation.modules[0].videos[0].progress, 100)
    await trainer.put(`/api/formations/${formation.id}/enrolments/learner`)
  })

  test('is watched by a learner, who goes on later where he left off', async () => {
    const { rel } = formation.modules[0].videos[0]
    const first = await openShop(required('ESTRADE_LEARNER_TOKEN'))
    await first.evaluate((rel) => mine.watch(rel, 'learner'), rel)
    await first.waitForFunction(() => globalThis.video.currentTime > 2)
    await first.evaluate(() => globalThis.video.pause())
    const { position, watched } = await until(async () => {
      const progress = await first.evaluate((rel) => mine.call('GET', `/api/progress/${rel}`), rel)
      return progress.position > 2 && progress
    })
    assert.ok(watched[0][0] < 0.5 && watched[0][1] > 2, JSON.stringify(watched))
    await first.evaluate(() => globalThis.watching.stop())

    const second = await openShop(required('ESTRADE_LEARNER_TOKEN'))
    await second.evaluate((rel) => mine.watch(rel, 'learner'), rel)
    await second.waitForFunction((before) => globalThis.video.currentTime > before + 0.2, position)
    const begin = await second.evaluate(() => globalThis.video.played.start(0))
    assert.ok(Math.abs(begin - position) < 0.5, `goes on at ${begin}, left at ${position}`)
  })

  test('is downloaded where the trainer allows it', async () => {
    const page = await openShop(required('ESTRADE_LEARNER_TOKEN'))
    const what = { user: 'learner', filename: FILM.split('/').at(-1), rel: formation.modules[0].videos[0].rel }
    const bytes = await page.evaluate((what) => mine.download(what), what)
    assert.ok(Buffer.from(bytes).equals(await readFile(FILM)))
  })

  test('does not exist if one of its videos is refused, and the page is told which', async () => {
    const page = await openShop(trainer.token, FILM)
    const [good] = await page.evaluate(() => mine.uploadAll([]))
    const stranger = '00000000-0000-4000-8000-000000000000'
    const wanted = course([good, stranger], { keep_uploads: true })
    const refused = refusal(await rejected(page.evaluate((course) => mine.publish(course), wanted)))

    assert.equal(refused.status, 422)
    assert.equal(refused.code, 'formation.uploads_refused')
    assert.deepEqual(refused.errors.map(({ field, code }) => [field, code]), [['modules[0].videos[1].videoId', 'upload.unknown']])
    const second = await page.evaluate((course) => mine.publish(course), course([good], {}))
    assert.equal(second.modules[0].videos.length, 1, 'what was kept is good for a second try')
    await trainer.delete(`/api/formations/${second.id}`)
  })
})

test('many files, with parts, share one progress bar', async () => {
  const small = await videos.video('short.mp4', 1 * MiB)
  const long = await videos.video('long.mp4', 65 * MiB)
  const page = await openShop(trainer.token, small.path, long.path)
  const puts = watchPuts(page)
  const { ids, seen } = await page.evaluate(async () => {
    const seen = []
    return { ids: await mine.uploadAll(seen), seen }
  })

  assert.equal(new Set(ids).size, 2)
  assert.ok(seen.every(([, total]) => total === small.size + long.size))
  assert.ok(seen.every(([sent], i) => i === 0 || sent >= seen[i - 1][0]), 'it never goes back')
  assert.equal(seen.at(-1)[0], small.size + long.size)
  assert.deepEqual([...puts].sort((a, b) => a - b), [0, 1, 2, 3, 4, 5], 'one PUT, and five parts')
  for (const id of ids) assert.equal((await trainer.get(`/api/uploads/${id}`)).body.status, 'completed')
})

test('a picture is made, and the bell rings for it', async () => {
  const page = await openShop(trainer.token)
  await page.evaluate(() => {
    globalThis.news = []
    globalThis.leaving = new AbortController()
    globalThis.ringing = mine.ring(globalThis.news, globalThis.leaving.signal)
  })
  await page.waitForFunction(() => globalThis.news.length > 0)
  const { files, seen } = await page.evaluate(async () => {
    const seen = []
    const result = await mine.generate('images', { prompt: 'Un lac', size: '320x180' }, seen)
    return { files: result.files, seen }
  })
  assert.equal(files.length, 1)
  assert.equal((await fetch(files[0].url)).status, 200)
  assert.equal(seen.at(-1).status, 'COMPLETED')
  await page.waitForFunction(() => globalThis.news.some((news) => news.notification?.type === 'generation.completed'))

  await page.evaluate(() => mine.readAll())
  await page.waitForFunction(() => globalThis.news.at(-1).unread === 0)
  await page.evaluate(() => globalThis.leaving.abort())
  await page.evaluate(() => globalThis.ringing)
})

test('a live is recorded and saved', async () => {
  const page = await openShop(trainer.token)
  const post = await page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true, audio: true })
    const { stop } = await mine.goLive(stream, 'Un direct')
    await new Promise((filmed) => setTimeout(filmed, 3000))
    return stop()
  })
  assert.ok(['saving', 'saved'].includes(post.live_status), JSON.stringify(post))
  assert.equal(post.content, 'Un direct')
})

async function rejected(doing) {
  try {
    await doing
  } catch (error) {
    return error
  }
  assert.fail('It is not refused')
}

async function until(question) {
  const end = Date.now() + 20_000
  for (;;) {
    const answer = await question()
    if (answer) return answer
    assert.ok(Date.now() < end, 'not within 20 s')
    await new Promise((later) => setTimeout(later, 100))
  }
}
