// Source 002: pictures and clips are made while one looks on, and a clip becomes a lesson.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { launch, Studio } from '../harness/studio.mjs'

let browser
before(async () => (browser = await launch()))
after(() => browser.close())

const made = ({ page }, prompt) => page.locator('.made', { hasText: prompt })
const done = (studio, prompt) => studio.page.locator('.made[data-status="COMPLETED"]', { hasText: prompt }).waitFor({ timeout: 120_000 })

async function remove(studio, prompt) {
  await made(studio, prompt).getByRole('button', { name: 'Supprimer' }).click()
  await studio.page.getByRole('dialog').getByRole('button', { name: 'Supprimer' }).click()
  await studio.told('Supprimé')
  await made(studio, prompt).waitFor({ state: 'detached' })
}

test('pictures are made, and the gallery refreshes itself', async () => {
  const studio = await Studio.enter(browser, 'trainer')
  const { page } = studio
  await studio.go('generate/images')
  await page.getByRole('button', { name: 'Générer' }).click()
  await page.getByText('Dites ce que vous aimeriez voir').waitFor()

  const prompt = `Un prisme sur une table ${Date.now()}`
  await page.getByLabel('Décrivez l’image').fill(prompt)
  await page.getByLabel('Combien').selectOption('2')
  await page.evaluate(() => {
    globalThis.seen = new Set()
    const look = () => document.querySelectorAll('.made').forEach(({ dataset }) => globalThis.seen.add(dataset.status))
    new MutationObserver(look).observe(document.querySelector('main'), { childList: true, subtree: true })
  })
  await page.getByRole('button', { name: 'Générer' }).click()
  await done(studio, prompt)
  assert.ok(await page.evaluate(() => globalThis.seen.has('PENDING') || globalThis.seen.has('PROCESSING')), 'it is shown while it is being made')
  await studio.isWell('generate')
  await made(studio, prompt).getByRole('button', { name: 'Regarder' }).click()
  const pictures = page.getByRole('dialog').locator('img')
  assert.equal(await pictures.count(), 2)
  await page.waitForFunction(() => [...document.querySelectorAll('dialog img')].every(({ naturalWidth }) => naturalWidth > 0))
  await page.keyboard.press('Escape')
  await remove(studio, prompt)
  studio.isClean()
  await studio.close()
})

test('a clip is made on a phone, and used as a lesson without an upload', async () => {
  const studio = await Studio.enter(browser, 'trainer', 'trainer', { phone: true })
  const { page } = studio
  await studio.go('generate/videos')
  const prompt = `Un lac à l’aube ${Date.now()}`
  await page.getByLabel('Décrivez la vidéo').fill(prompt)
  await page.getByLabel('Durée').selectOption('2')
  await page.getByRole('button', { name: 'Générer' }).click()
  await done(studio, prompt)
  await studio.isWell('generate-phone')

  await made(studio, prompt).getByRole('button', { name: 'Utiliser comme leçon' }).click()
  await page.getByText('Vidéo générée, déjà en place').waitFor()
  await page.getByLabel('Titre de la formation').fill('Cours généré')
  await page.getByLabel('Titre du module').fill('Un')
  const puts = []
  page.on('request', (request) => request.method() === 'PUT' && puts.push(request.url()))
  await page.getByRole('button', { name: 'Créer la formation' }).click()
  await studio.told('« Cours généré » a été créée')
  assert.deepEqual(puts, [])
  await page.getByRole('link', { name: 'Cours généré' }).click()
  await page.getByRole('button', { name: 'Supprimer', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Supprimer la formation' }).click()
  await studio.told('a été supprimée')
  await studio.go('generate/videos')
  await remove(studio, prompt)
  await studio.close()
})
