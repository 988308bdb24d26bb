// Source 000 and 001: a formation is made of several files at once, whatever happens to the line meanwhile.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { filmFolder } from '../harness/films.mjs'
import { partNumber, slowLine } from '../harness/network.mjs'
import { launch, Studio } from '../harness/studio.mjs'
import { MiB } from '../harness/videos.mjs'

/** Seconds within which short films are converted. */
const PATIENCE = 180
let browser
let films
before(async () => {
  browser = await launch()
  films = await filmFolder(process.env.ESTRADE_LESSON_FILE)
})
after(async () => {
  await browser.close()
  await films.remove()
})

const panel = ({ page }) => page.getByRole('complementary', { name: 'Fichiers et progression' })
const press = (studio, name) => panel(studio).getByRole('button', { name }).click()
const choose = ({ page }, module, paths) => page.locator('fieldset').nth(module).locator('input[type="file"]').first().setInputFiles(paths)
const percent = async (studio) => parseInt(await panel(studio).locator('.percent').textContent())

async function begin(title, options) {
  const studio = await Studio.enter(browser, 'trainer', 'trainer', options)
  await studio.go('formations/new')
  await studio.page.getByLabel('Titre de la formation').fill(title)
  return studio
}

/** A stream of server-sent events that says this and ends. */
function events(...said) {
  const body = said.map(([event, data]) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`).join('')
  return { contentType: 'text/event-stream', body }
}

async function until(question, seconds = 30) {
  const end = Date.now() + seconds * 1000
  while (!(await question())) {
    assert.ok(Date.now() < end, `not within ${seconds} s: ${question}`)
    await new Promise((later) => setTimeout(later, 100))
  }
}

async function removeIt(studio, title) {
  const { page } = studio
  await studio.go('formations')
  await page.getByRole('link', { name: title }).first().click()
  await page.getByRole('button', { name: 'Supprimer', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Supprimer la formation' }).click()
  await studio.told('a été supprimée')
}

test('several files become a course, which comes to life in the list', async () => {
  const studio = await begin('Optique en scène')
  const { page } = studio
  const asked = []
  page.on('request', (request) => request.method() !== 'GET' && asked.push(request.url()))
  const modules = page.locator('fieldset.module')
  await page.getByLabel('Titre du module').fill('Lentilles')
  await choose(studio, 0, [await films.film('Réfraction.mp4'), await films.film('Réflexion.mp4')])
  await page.getByRole('button', { name: 'Ajouter un module' }).click()
  await modules.nth(1).getByLabel('Titre du module').fill('Lasers')
  await choose(studio, 1, [await films.film('Pompage.mp4')])
  await modules.nth(0).getByRole('button', { name: 'Descendre « Réfraction »' }).click()
  await panel(studio).getByText('3 leçons').waitFor()
  await studio.isWell('create')
  assert.deepEqual(asked, [], 'nothing leaves the browser before "Create"')

  await press(studio, 'Créer la formation')
  await studio.told('« Optique en scène » a été créée')
  await page.getByRole('heading', { level: 1, name: 'Formations' }).waitFor()
  const card = page.locator('.course', { hasText: 'Optique en scène' })
  await card.waitFor()
  await studio.isWell('formations')
  await page.waitForFunction(() => [...document.querySelectorAll('.course')].some(({ dataset, textContent }) => dataset.status === 'ready' && textContent.includes('Optique en scène')), undefined, { timeout: PATIENCE * 1000 })

  await card.getByRole('link').click()
  await page.getByRole('heading', { name: '1. Lentilles' }).waitFor()
  const lessons = await page.locator('.lesson h3').allTextContents()
  assert.deepEqual(lessons, ['Réflexion', 'Réfraction', 'Pompage'])
  await studio.isWell('formation')
  await removeIt(studio, 'Optique en scène')
  studio.isClean()
  await studio.close()
})

test('a lesson just published is waited for, and plays by itself', async () => {
  const studio = await begin('À l’instant')
  studio.expectsRefusals(/\/api\/get-video-token\//)
  const { page } = studio
  await page.getByLabel('Titre du module').fill('Un')
  await choose(studio, 0, [await films.film('Tout neuf.mp4')])
  await press(studio, 'Créer la formation')
  await page.getByRole('link', { name: 'À l’instant' }).first().click({ timeout: PATIENCE * 1000 })
  await page.getByRole('link', { name: 'Tout neuf' }).click()
  await page.locator('.player[data-state="ready"]').waitFor({ timeout: PATIENCE * 1000 })
  await page.locator('.big-play').click()
  await page.waitForFunction(() => document.querySelector('.player video').currentTime > 0.5)
  studio.isClean()
  await removeIt(studio, 'À l’instant')
  await studio.close()
})

test('what is missing is named at its field', async () => {
  const studio = await begin('')
  const { page } = studio
  await press(studio, 'Créer la formation')
  const title = page.getByLabel('Titre de la formation')
  assert.equal(await title.getAttribute('aria-invalid'), 'true')
  assert.ok(await title.evaluate((input) => document.activeElement === input), 'it has the focus')
  await page.getByText('Choisissez une vidéo pour ce module').waitFor()
  await studio.isWell('create-missing')
  await title.fill('Un titre')
  assert.equal(await title.getAttribute('aria-invalid'), null)
  await studio.close()
})

test('a file that is no film is named, and the others are kept for a second try', async () => {
  const studio = await begin('Presque bien')
  studio.expectsRefusals(/\/api\/uploads\/[\w-]+\/complete/)
  const { page } = studio
  await page.getByLabel('Titre du module').fill('Un')
  await choose(studio, 0, [await films.film('Bon.mp4'), await films.lie('Mauvais.mp4')])
  await press(studio, 'Créer la formation')
  const wrong = page.locator('.lesson', { has: page.locator('[aria-invalid="true"]') })
  await wrong.waitFor()
  assert.equal(await wrong.locator('input').first().inputValue(), 'Mauvais')
  await studio.isWell('create-refused')

  await press(studio, 'Annuler')
  await page.getByRole('dialog').getByRole('button', { name: 'Annuler l’envoi' }).click()
  await studio.told('il n’en reste rien')
  await page.getByRole('button', { name: 'Retirer « Mauvais »' }).click()
  await press(studio, 'Créer la formation')
  await studio.told('« Presque bien » a été créée')
  await removeIt(studio, 'Presque bien')
  await studio.close()
})

test('a course that is refused after it was taken keeps its draft', async () => {
  const studio = await begin('Trop tard')
  const { page } = studio
  await page.getByLabel('Titre du module').fill('Un')
  await choose(studio, 0, [await films.film('Refusé.mp4')])
  const formation = { id: 'late', status: 'submitted', title: 'Trop tard', modules: [] }
  const errors = [{ field: 'modules[0].videos[0].videoId', code: 'upload.not_media', detail: 'No media' }]
  await page.route('**/api/formations', (route) => (route.request().method() === 'POST' ? route.fulfill({ status: 202, json: formation }) : route.continue()))
  await page.route('**/api/formations/late/events', (route) => route.fulfill(events(['formation', formation], ['refused', { id: 'late', errors }])))
  await press(studio, 'Créer la formation')
  await page.locator('.lesson', { hasText: 'n’est pas une vidéo' }).waitFor()
  await page.reload()
  await studio.settles()
  assert.equal(await page.getByLabel('Titre de la formation').inputValue(), 'Trop tard')
  assert.equal(await page.getByLabel('Titre de la leçon 1').inputValue(), 'Refusé')
  studio.isClean()
  await studio.close()
})

test('a conversion that begins again is followed to its end', async () => {
  const studio = await Studio.enter(browser, 'trainer')
  const { page } = studio
  const lesson = { id: 'l1', title: 'Tombée', status: 'failed', progress: 0, rel: 'trainer/again/m1/l1', videoId: 'v1', error: { code: 'media.conversion_failed', detail: 'Failed' } }
  const course = (status, lesson) => ({ id: 'again', trainer_id: 'trainer', title: 'Encore', description: '', status, published: true, modules: [{ title: 'Un', videos: [lesson] }] })
  await page.route('**/api/formations/again', (route) => route.fulfill({ json: course('degraded', lesson) }))
  await page.route('**/api/tasks/v1/retry', (route) => route.fulfill({ json: {} }))
  const queued = { ...lesson, status: 'queued', error: null }
  const ready = { ...queued, status: 'ready', progress: 100, duration: 2 }
  await page.route('**/api/formations/again/events', (route) =>
    route.fulfill(events(['formation', course('degraded', lesson)], ['lesson', queued], ['formation', course('processing', queued)], ['formation', course('ready', ready)])))
  await studio.go('formations/again')
  await page.getByText('La conversion a échoué plusieurs fois').waitFor()
  await page.getByRole('button', { name: 'Réessayer' }).click()
  await page.locator('.lesson[data-status="ready"]').waitFor()
  studio.isClean()
  await studio.close()
})

test('a store that does not let the page in is told from a line that is cut', async () => {
  const studio = (await begin('Porte close')).expectsRefusals(/X-Amz-Signature/)
  const { page } = studio
  await page.getByLabel('Titre du module').fill('Un')
  await choose(studio, 0, [await films.film('Devant la porte.mp4')])
  await page.route(/X-Amz-Signature/, (route) => route.abort('failed'))
  await press(studio, 'Créer la formation')
  await panel(studio).getByText('règles CORS').waitFor({ timeout: 60_000 })
  await studio.isWell('create-closed')
  await press(studio, 'Annuler')
  await page.getByRole('dialog').getByRole('button', { name: 'Annuler l’envoi' }).click()
  await studio.told('il n’en reste rien')
  await studio.close()
})

describe('a large file on a slow line', () => {
  const SIZE = 66 * MiB
  const SPEED = 2 * MiB

  async function send(title, options) {
    const studio = await begin(title, options)
    await studio.page.getByLabel('Titre du module').fill('Un')
    await choose(studio, 0, [await films.large('Long.mp4', SIZE), await films.film('Court.mp4')])
    const line = await slowLine(studio.page, SPEED)
    await press(studio, 'Créer la formation')
    await until(async () => (await panel(studio).locator('.percent').count()) > 0 && (await percent(studio)) >= 15)
    return { studio, line }
  }

  test('arrives although the line is cut, it is paused, and the page is reloaded', async () => {
    const { studio, line } = await send('Malgré tout')
    studio.expectsRefusals(/ERR_INTERNET_DISCONNECTED/)
    const { page } = studio
    const arrived = []
    page.on('response', (response) => response.request().method() === 'PUT' && response.status() === 200 && arrived.push(partNumber(response.url())))
    await line.cut()
    await panel(studio).getByText('Pas de connexion').waitFor()
    await line.mend()
    const cutAt = await percent(studio)
    await until(async () => (await percent(studio)) > cutAt)

    // As long as a slow finger: the figures are drawn anew meanwhile.
    await panel(studio).getByRole('button', { name: 'Pause' }).click({ delay: 500 })
    await panel(studio).getByRole('heading', { name: 'En pause' }).waitFor()
    const paused = await percent(studio)
    await page.waitForTimeout(1500)
    assert.ok((await percent(studio)) <= paused + 1, 'nothing moves while it is paused')

    page.once('dialog', (dialog) => dialog.accept())
    await page.reload()
    await studio.settles()
    await panel(studio).getByRole('heading', { name: 'L’envoi a été interrompu' }).waitFor()
    await press(studio, 'Reprendre')
    await studio.told('« Malgré tout » a été créée', PATIENCE)
    const parts = arrived.filter((number) => number > 0)
    assert.equal(new Set(parts).size, parts.length, `no part is sent twice: ${parts}`)
    await removeIt(studio, 'Malgré tout')
    studio.isClean()
    await studio.close()
  })

  test('goes on while other screens are looked at', async () => {
    const { studio } = await send('En chemin')
    await studio.isWell('create-sending')
    await studio.go('library')
    const pill = studio.page.locator('.pill-going', { hasText: 'Envoi' })
    await pill.waitFor()
    await studio.told('« En chemin » a été créée', PATIENCE)
    await pill.waitFor({ state: 'hidden' })
    await removeIt(studio, 'En chemin')
    await studio.close()
  })

  test('is rolled back when it is cancelled, and its draft stays', async () => {
    const batches = []
    const { studio } = await send('Finalement non', { phone: true })
    const { page } = studio
    page.on('request', (request) => request.method() === 'DELETE' && batches.push(request.url()))
    await studio.isWell('create-sending-phone')
    await press(studio, 'Annuler')
    await page.getByRole('dialog').getByRole('button', { name: 'Annuler l’envoi' }).click()
    await studio.told('il n’en reste rien')
    assert.equal(batches.length, 1)
    assert.equal(await page.evaluate(async (url) => (await import('/studio/api.js')).get(new URL(url).pathname).catch(({ status }) => status), batches[0]), 404)
    assert.equal(await page.getByLabel('Titre de la formation').inputValue(), 'Finalement non')
    await studio.close()
  })
})
