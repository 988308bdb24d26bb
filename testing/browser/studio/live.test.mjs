// Source 004: a trainer goes live, a learner watches and talks, and the recording stays.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { launch, Studio } from '../harness/studio.mjs'

const CONTENT = 'Vos questions sur l’optique'
let browser
before(async () => (browser = await launch()))
after(() => browser.close())

/** The picture comes a moment after the live; and whoever leaves one that is over is told that it is. */
const SOON = [/\/api\/get-video-token\//, /\/viewers: /, /\/live\/[\w-]+\//]

async function goLive(content, source) {
  const studio = (await Studio.enter(browser, 'trainer')).expectsRefusals(...SOON)
  const { page } = studio
  await studio.go('live/new')
  await page.locator('.choices label', { hasText: source }).click()
  await page.waitForFunction(() => document.querySelector('.monitor').videoWidth > 0)
  await page.getByLabel('De quoi s’agit-il').fill(content)
  await page.getByRole('button', { name: 'Passer en direct' }).click()
  await page.locator('.monitor-line .live-badge').waitFor()
  return studio
}

async function end({ page }) {
  await page.getByRole('button', { name: 'Terminer le direct' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Terminer le direct' }).click()
}

async function remove(studio) {
  const { page } = studio
  await page.getByRole('button', { name: 'Supprimer', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: /Le supprimer aussi|Supprimer/ }).click()
  await studio.told('Le direct a été supprimé')
}

test('what the camera sees is watched, talked about, and kept', async () => {
  const trainer = await goLive(CONTENT, 'Caméra')
  const learner = (await Studio.enter(browser, 'learner', 'learner')).expectsRefusals(...SOON)
  await learner.go('live')
  const card = learner.page.locator('.post', { hasText: CONTENT }).first()
  await card.locator('.live-badge').waitFor()
  await learner.isWell('live')
  await card.getByRole('link').click()
  await learner.page.getByLabel('Écrivez un message').fill('Pourquoi le ciel est-il bleu ?')
  await learner.page.keyboard.press('Enter')
  await trainer.page.locator('.messages', { hasText: 'Pourquoi le ciel' }).waitFor()
  await learner.page.waitForFunction(() => document.querySelector('.player video')?.currentTime > 0.5, undefined, { timeout: 90_000 })
  await learner.isWell('live-watched')
  await trainer.page.getByLabel('Écrivez un message').fill('La diffusion de Rayleigh')
  await trainer.page.getByRole('button', { name: 'Envoyer' }).click()
  await learner.page.locator('.messages', { hasText: 'Rayleigh' }).waitFor()
  await trainer.page.waitForFunction(() => Number(document.querySelector('.monitor-line .fact .num').textContent) >= 2, undefined, { timeout: 40_000 })
  await trainer.isWell('live-on-air')

  await trainer.go('notifications')
  await trainer.page.locator('.pill-going', { hasText: 'Vous êtes en direct' }).click()
  await trainer.page.locator('.monitor').waitFor()
  await end(trainer)
  await trainer.told('Le direct est terminé')
  await trainer.page.locator('.player[data-state="ready"]').waitFor({ timeout: 180_000 })
  const facts = await trainer.page.locator('.terms').textContent()
  for (const fact of ['Enregistré le', 'Durée', 'Spectateurs', 'Messages']) assert.ok(facts.includes(fact), facts)
  assert.match(await trainer.page.locator('.terms div', { hasText: 'Messages' }).locator('dd').textContent(), /2/)
  await trainer.page.locator('.big-play').click()
  await trainer.page.waitForFunction(() => document.querySelector('.player video').currentTime > 1, undefined, { timeout: 60_000 })
  await trainer.isWell('live-recorded')
  learner.isClean()
  await learner.close()
  await remove(trainer)
  trainer.isClean()
  await trainer.close()
})

test('what the screen shows is kept, too', async () => {
  const studio = await goLive('À l’écran', 'Écran')
  const { page } = studio
  await page.waitForTimeout(3000)
  await end(studio)
  await studio.told('Le direct est terminé')
  await page.locator('.player[data-state="ready"]').waitFor({ timeout: 180_000 })
  await page.locator('.big-play').click()
  await page.waitForFunction(() => document.querySelector('.player video').currentTime > 0.5, undefined, { timeout: 60_000 })
  studio.isClean()
  await remove(studio)
  await studio.close()
})

test('a recording that ends too early is told of, and the live ends with it', async () => {
  const studio = (await goLive('Trop tôt', 'Caméra')).expectsRefusals(/\/chunks: /)
  const { page } = studio
  const json = { status: 409, code: 'recording.ended', trace_id: '0'.repeat(32) }
  await page.route('**/recording/*/chunks', (route) => route.fulfill({ status: 409, contentType: 'application/problem+json', json }))
  await studio.told('L’enregistrement est terminé')
  await page.locator('.player[data-state="ready"]').waitFor({ timeout: 180_000 })
  studio.isClean()
  await remove(studio)
  await studio.close()
})

test('a live whose tab was closed is ended from elsewhere', async () => {
  const gone = await goLive('Onglet fermé', 'Caméra')
  await gone.page.waitForTimeout(5000)
  await gone.close()
  const studio = (await Studio.enter(browser, 'trainer', 'trainer', { phone: true })).expectsRefusals(...SOON)
  const { page } = studio
  await studio.go('live')
  await page.locator('.post', { hasText: 'Onglet fermé' }).first().getByRole('link').click()
  await end(studio)
  await studio.told('Le direct est terminé')
  await page.locator('.player[data-state="ready"]').waitFor({ timeout: 180_000 })
  await studio.isWell('live-phone')
  await remove(studio)
  await studio.close()
})
