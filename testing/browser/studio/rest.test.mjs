// Library, notifications, people and status.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { filmFolder } from '../harness/films.mjs'
import { launch, Studio } from '../harness/studio.mjs'

/** With a library of his own, in which nothing is of a stack that had another address. */
const librarian = `librarian-${Date.now()}`

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

test('films and photos are added to the library, found, looked at and removed', async () => {
  const studio = await Studio.enter(browser, librarian)
  const { page } = studio
  await studio.go('library')
  const photo = await films.file('Tableau noir.png', await page.screenshot())
  for (const path of [photo, await films.film('Bande-annonce.mp4')]) {
    await page.getByRole('button', { name: 'Ajouter un fichier' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('input[type="file"]').setInputFiles(path)
    await dialog.getByRole('button', { name: 'Envoyer' }).click()
    await studio.told('est dans la médiathèque')
    await dialog.waitFor({ state: 'detached' })
  }
  const item = (title) => page.locator('.course', { hasText: title })
  await item('Bande-annonce').waitFor()
  await page.waitForFunction(() => document.querySelector('.course img')?.naturalWidth > 0)
  await studio.isWell('library')

  await page.getByRole('searchbox').fill('tableau')
  await item('Bande-annonce').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Regarder Tableau noir' }).first().click()
  await page.waitForFunction(() => document.querySelector('dialog img')?.naturalWidth > 0)
  await page.keyboard.press('Escape')
  await page.getByRole('searchbox').fill('')
  for (const title of ['Tableau noir', 'Bande-annonce']) {
    await item(title).first().getByRole('button', { name: 'Supprimer' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Supprimer' }).click()
    await studio.told(`« ${title} » a été supprimé`)
  }
  studio.isClean()
  await studio.close()
})

test('a file that is nothing of the kind is refused in the form', async () => {
  const studio = (await Studio.enter(browser, librarian)).expectsRefusals(/\/api\/save-video-metadata\//)
  const { page } = studio
  await studio.go('library')
  await page.getByRole('button', { name: 'Ajouter un fichier' }).first().click()
  await page.getByRole('dialog').locator('input[type="file"]').setInputFiles(await films.lie('Mensonge.mp4'))
  await page.getByRole('dialog').getByRole('button', { name: 'Envoyer' }).click()
  await page.getByRole('dialog').getByText('n’est pas une vidéo').waitFor()
  await studio.isWell('library-refused')
  await studio.close()
})

test('a learner who is enrolled sees the course, and no longer when it ends', async () => {
  const trainer = await Studio.enter(browser, 'trainer')
  await trainer.go('formations/new')
  const { page } = trainer
  await page.getByLabel('Titre de la formation').fill('Pour Léa')
  await page.getByLabel('Titre du module').fill('Un')
  await page.locator('fieldset input[type="file"]').first().setInputFiles(await films.film('Leçon.mp4'))
  await page.getByRole('button', { name: 'Créer la formation' }).click()
  await trainer.told('« Pour Léa » a été créée')

  await page.getByRole('link', { name: 'Pour Léa' }).click()
  await page.getByRole('main').getByRole('link', { name: 'Inscrits' }).click()
  await page.getByLabel('Qui inscrire').fill('lea, noe')
  await page.getByRole('button', { name: 'Inscrire' }).click()
  await trainer.told('2 personnes sont inscrites')
  await page.locator('[data-user="lea"]').waitFor()
  await trainer.isWell('people')

  const lea = await Studio.enter(browser, 'lea', 'learner', { phone: true })
  await lea.page.getByRole('link', { name: 'Pour Léa' }).waitFor()
  await lea.isWell('formations-learner-phone')
  await page.getByRole('button', { name: 'Retirer lea' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Mettre fin à l’inscription' }).click()
  await trainer.told('lea n’est plus inscrit')
  await lea.page.reload()
  await lea.page.getByText('Dès qu’un formateur vous inscrit').waitFor()

  await trainer.go('formations')
  await page.getByRole('link', { name: 'Pour Léa' }).click()
  await page.getByRole('button', { name: 'Supprimer', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Supprimer la formation' }).click()
  await trainer.told('a été supprimée')
  trainer.isClean()
  await trainer.close()
  await lea.close()
})

test('notifications ring once, are counted, and are read', async () => {
  const studio = (await Studio.enter(browser, 'bell-ringer')).expectsRefusals(/\/api\/get-video-token\//)
  const { page } = studio
  const badge = page.locator('.side .badge')
  assert.ok(await badge.isHidden())
  await studio.go('formations/new')
  await page.getByLabel('Titre de la formation').fill('Pour la cloche')
  await page.getByLabel('Titre du module').fill('Un')
  await page.locator('fieldset input[type="file"]').first().setInputFiles(await films.film('Cloche.mp4'))
  await page.getByRole('button', { name: 'Créer la formation' }).click()
  await page.locator('.snackbar', { hasText: '« Cloche » est prête dans toutes les qualités' }).waitFor({ timeout: 180_000 })
  await badge.waitFor()
  await studio.go('notifications')
  await page.locator('.told .new', { hasText: 'Cloche' }).waitFor()
  assert.equal(await page.locator('.told li', { hasText: '« Cloche » est prête' }).count(), 1)
  await studio.isWell('notifications')
  await page.getByRole('button', { name: 'Tout marquer comme lu' }).click()
  await badge.waitFor({ state: 'hidden' })
  assert.equal(await page.locator('.told .new').count(), 0)
  await page.getByRole('link', { name: '« Cloche » est prête' }).click()
  await page.locator('.player[data-state="ready"]').waitFor({ timeout: 60_000 })
  await page.getByRole('link', { name: 'Pour la cloche' }).click()
  await page.getByRole('button', { name: 'Supprimer', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Supprimer la formation' }).click()
  await studio.told('a été supprimée')
  studio.isClean()
  await studio.close()
})

test('platform teams see what runs, waits and is stored', async () => {
  const studio = await Studio.enter(browser, 'ops', 'admin')
  const { page } = studio
  await page.locator('.side').getByRole('link', { name: 'État' }).click()
  for (const service of ['catalog-service', 'upload-service', 'transcode-service', 'playback-service', 'generation-service']) {
    await page.locator(`[data-service="${service}"]`, { hasText: 'En marche' }).waitFor({ timeout: 30_000 })
  }
  await studio.isWell('status')
  studio.isClean()
  await studio.close()
})

test('what cannot be known is said to be unknown, never 0', async () => {
  const studio = await Studio.enter(browser, 'ops', 'admin', { phone: true })
  const json = { checked_at: new Date().toISOString(), services: [{ name: 'catalog-service', status: 'down', detail: 'Connection refused', latency_ms: null }], queue: null, storage: { objects: null, bytes: null, orphans: 0, swept_at: null } }
  await studio.page.route('**/api/status', (route) => route.fulfill({ json }))
  await studio.go('status')
  await studio.page.getByText('1 service est arrêté').waitFor()
  const figures = await studio.page.locator('.figures-list dd').allTextContents()
  assert.deepEqual(figures, ['inconnu', 'inconnu', 'inconnu', 'inconnu', 'inconnu', '0', 'inconnu'])
  await studio.isWell('status-phone')
  await studio.close()
})
