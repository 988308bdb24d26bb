// Source 003: a lesson of 90 s is watched, and whatever stands in the way is said in plain words.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { launch, Studio } from '../harness/studio.mjs'

const REL = process.env.ESTRADE_LESSON_REL
const TOKENS = '**/api/get-video-token/v2**'
let browser
before(async () => (browser = await launch()))
after(() => browser.close())

const time = ({ page }) => page.evaluate(() => document.querySelector('.player video').currentTime)
const plays = ({ page }, second) => page.waitForFunction((second) => document.querySelector('.player video').currentTime > second, second, { timeout: 60_000 })

const watch = (options) => Studio.enter(browser, 'trainer', 'trainer', options)

/** Where a key has led to, in tenths of the film. */
const reaches = ({ page }, tenths) =>
  page.waitForFunction((tenths) => {
    const { currentTime, duration, seeking } = document.querySelector('.player video')
    return !seeking && currentTime >= (duration * tenths) / 10 && currentTime < (duration * (tenths + 1)) / 10
  }, tenths, { timeout: 15_000 })

async function open(studio, rel = REL) {
  await studio.go(`watch/${rel}`)
  await studio.page.locator('.big-play').click({ timeout: 60_000 })
}

test('plays, seeks by keys and with pictures, changes its rung, and goes on where one was', async () => {
  const studio = await watch()
  const { page } = studio
  const asked = []
  page.on('request', (request) => request.url().includes('/hls2/') && asked.push(request))
  await open(studio)
  await plays(studio, 1)

  await page.locator('.seek').hover({ position: { x: 400, y: 8 } })
  const picture = page.locator('.preview .picture')
  await picture.waitFor()
  assert.match(await picture.evaluate((element) => element.style.backgroundImage), /^url\("blob:/)
  await studio.isWell('watch')

  await page.keyboard.press('5')
  await reaches(studio, 5)
  const rungs = await page.getByLabel('Qualité').locator('option').allTextContents()
  assert.ok(rungs.length >= 3, `${rungs}`)
  await page.getByLabel('Qualité').selectOption({ index: rungs.length - 1 })
  const lowest = parseInt(rungs.at(-1))
  await page.waitForFunction((height) => document.querySelector('.player video').videoHeight === height, lowest, { timeout: 60_000 })

  const seek = page.getByRole('slider', { name: 'Position' })
  await seek.press('ArrowRight')
  await page.locator('.player video').press('k')
  const left = await time(studio)
  assert.match(await seek.getAttribute('aria-valuetext'), /sur/)
  assert.ok(asked.every((request) => request.headers().authorization?.startsWith('Bearer ')), 'a bearer header with every request')
  assert.ok(asked.every((request) => !request.url().includes('token=')), 'no token in an address')

  await studio.go('formations')
  await open(studio)
  await page.waitForFunction(() => document.querySelector('.player video').played.length > 0)
  const again = await page.evaluate(() => document.querySelector('.player video').played.start(0))
  assert.ok(Math.abs(again - left) < 1, `left at ${left}, goes on at ${again}`)
  studio.isClean()
  await studio.close()
})

test('fits a phone', async () => {
  const studio = await watch({ phone: true })
  const { page } = studio
  await open(studio)
  await plays(studio, 0.5)
  await page.locator('.player.idle').waitFor()
  await page.locator('.player video').tap()
  await page.locator('.player:not(.idle)').waitFor()
  assert.ok(await page.evaluate(() => !document.querySelector('.player video').paused), 'a tap shows the controls')
  await studio.isWell('watch-phone')
  await studio.close()
})

test('renews its token without a stall', async () => {
  const studio = await watch()
  const { page } = studio
  const given = []
  await page.route(TOKENS, async (route) => {
    const response = await route.fetch()
    const answer = await response.json()
    given.push(answer.token)
    await route.fulfill({ response, json: { ...answer, expires_in: 6 } })
  })
  await open(studio)
  await plays(studio, 1)
  await page.evaluate(() => {
    globalThis.stalls = 0
    document.querySelector('.player video').addEventListener('waiting', () => (globalThis.stalls += 1))
  })
  const begun = await time(studio)
  await plays(studio, begun + 10)
  assert.ok(given.length >= 3, `${given.length} tokens`)
  assert.equal(await page.evaluate(() => globalThis.stalls), 0)
  // Another rung is fetched anew, whatever of this one is there already.
  const rungs = await page.getByLabel('Qualité').locator('option').count()
  const newer = page.waitForRequest((request) => given.slice(1).includes(request.headers().authorization?.slice('Bearer '.length)), { timeout: 60_000 })
  await page.getByLabel('Qualité').selectOption({ index: rungs - 1 })
  assert.match((await newer).url(), /\/hls2\//)
  await studio.close()
})

test('waits for a lesson that is being converted, and starts by itself', async () => {
  const studio = (await watch()).expectsRefusals(/\/api\/get-video-token\//)
  const { page } = studio
  let times = 0
  const problem = { status: 404, code: 'playback.not_ready', title: 'Not ready', detail: 'Being converted', trace_id: '0'.repeat(32) }
  await page.route(TOKENS, (route) =>
    times++ < 3 ? route.fulfill({ status: 404, headers: { 'Retry-After': '1' }, contentType: 'application/problem+json', json: problem }) : route.continue())
  await studio.go(`watch/${REL}`)
  await page.getByText('Cette leçon est encore en cours de conversion').waitFor()
  await studio.isWell('watch-encoding')
  await page.locator('.player[data-state="ready"]').waitFor({ timeout: 60_000 })
  await studio.close()
})

const REFUSALS = [
  [403, 'auth.forbidden', 'Vous n’avez pas le droit'],
  [410, 'playback.revoked', 'a été retiré'],
  [429, 'playback.rate_limited', 'Réessayez dans 2 s'],
  [503, 'dependency.unavailable', 'momentanément indisponible'],
]

for (const [status, code, words] of REFUSALS) {
  test(`says clearly what ${status} means`, async () => {
    const studio = (await watch()).expectsRefusals(/\/api\/get-video-token\//)
    const { page } = studio
    const json = { status, code, title: code, detail: code, trace_id: '0'.repeat(32) }
    await page.route(TOKENS, (route) => route.fulfill({ status, headers: { 'Retry-After': '2' }, contentType: 'application/problem+json', json }))
    await studio.go(`watch/${REL}`)
    await studio.told(words)
    if (status === 403) await studio.isWell('watch-refused')
    await page.unroute(TOKENS)
    // What passes by itself goes on by itself; the rest waits for its visitor.
    if (status < 429) await page.locator('.player').getByRole('button', { name: 'Réessayer' }).click()
    await page.locator('.player[data-state="ready"]').waitFor({ timeout: 60_000 })
    await studio.close()
  })
}

test('says that a lesson does not exist', async () => {
  const studio = await watch()
  await studio.go('watch/trainer/nowhere/m1/l1')
  await studio.told('n’existe pas')
  await studio.close()
})

test('stops when the enrolment ends, and says so', async () => {
  const trainer = await watch()
  await trainer.go(`people/${REL.split('/')[1]}`)
  await trainer.page.getByLabel('Qui inscrire').fill('zoe')
  await trainer.page.getByRole('button', { name: 'Inscrire' }).click()
  const end = trainer.page.getByRole('button', { name: 'Retirer zoe' })
  await end.waitFor()
  const zoe = (await Studio.enter(browser, 'zoe', 'learner')).expectsRefusals(/\/api\/(get-video-token|progress)\//, /\/hls2\//)
  await open(zoe)
  await plays(zoe, 0.5)

  await end.click()
  await trainer.page.getByRole('dialog').getByRole('button', { name: 'Mettre fin à l’inscription' }).click()
  await trainer.told('zoe n’est plus inscrit')
  // It is known everywhere within 5 s. Whatever is in the buffer already, another rung is fetched.
  await zoe.page.waitForTimeout(6000)
  const rungs = await zoe.page.getByLabel('Qualité').locator('option').count()
  await zoe.page.getByLabel('Qualité').selectOption({ index: rungs - 1 })
  await zoe.told('a été retiré')
  await zoe.page.locator('.player[data-state="refused"]').waitFor()
  zoe.isClean()
  trainer.isClean()
  await zoe.close()
  await trainer.close()
})
