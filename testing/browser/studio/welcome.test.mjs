// The door, and what stands around every screen.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { launch, Studio } from '../harness/studio.mjs'

let browser
before(async () => (browser = await launch()))
after(() => browser.close())

test('one signs in and out by the identity provider, and a reload does not sign out', async () => {
  const studio = await Studio.open(browser)
  const { page } = studio
  await page.getByRole('heading', { name: 'Bienvenue dans le studio' }).waitFor()
  await studio.isWell('welcome')
  await studio.signIn('trainer', 'trainer')
  await page.reload()
  await page.locator('.shell').waitFor()
  assert.equal(new URL(page.url()).search, '', 'the code does not stay in the address')
  const kept = await page.evaluate(() => Object.keys(localStorage))
  assert.ok(kept.every((name) => !name.includes('token')), `${kept}`)

  await page.locator('.side').getByRole('button', { name: 'Se déconnecter' }).click()
  await page.getByRole('button', { name: 'Se connecter' }).waitFor()
  assert.equal(await page.evaluate(() => sessionStorage.getItem('estrade.tokens')), null)
  studio.isClean()
  await studio.close()
})

test('an answer to another sign-in is refused', async () => {
  const studio = await Studio.open(browser)
  await studio.page.goto(`${studio.page.url()}?code=stolen&state=wrong`)
  await studio.page.getByText('Cela n’a pas fonctionné').waitFor()
  assert.equal(new URL(studio.page.url()).search, '')
  await studio.close()
})

test('a session that has ended leads back to the door, and then to where one was', async () => {
  const studio = await Studio.enter(browser, 'trainer')
  const { page } = studio
  await studio.go('notifications')
  await page.evaluate(() => {
    const tokens = JSON.parse(sessionStorage.getItem('estrade.tokens'))
    sessionStorage.setItem('estrade.tokens', JSON.stringify({ ...tokens, ends: 0, refresh: 'gone' }))
  })
  await page.reload()
  await page.getByText('Votre session est terminée').waitFor()
  await studio.signIn('trainer', 'trainer')
  await page.getByRole('heading', { level: 1, name: 'Notifications' }).waitFor()
  await studio.close()
})

test('a duplicated tab does not use up what the other is renewed by', async () => {
  const studio = await Studio.enter(browser, 'trainer')
  const { page } = studio
  const refresh = (tab) => tab.evaluate(() => JSON.parse(sessionStorage.getItem('estrade.tokens')).refresh)
  const kept = await page.evaluate(() => ({ ...sessionStorage }))
  const twin = await page.context().newPage()
  await twin.goto(page.url())
  await twin.evaluate((kept) => Object.assign(sessionStorage, kept), kept)
  await twin.reload()
  await twin.locator('.shell').waitFor()
  assert.equal(await refresh(twin), undefined)
  await page.reload()
  await page.locator('.shell').waitFor()
  assert.ok(await refresh(page), 'a reload duplicates nothing')
  await studio.close()
})

test('language and theme are chosen and kept', async () => {
  const studio = await Studio.enter(browser, 'trainer')
  const { page } = studio
  const side = page.locator('.side')
  await side.getByLabel('Langue').selectOption('en')
  await page.getByRole('heading', { level: 1, name: 'Courses' }).waitFor()
  await side.getByLabel('Theme').selectOption('dark')
  const colour = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  const dark = await colour()
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Courses' }).waitFor()
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en')
  assert.equal(await colour(), dark)
  await side.getByLabel('Theme').selectOption('light')
  assert.notEqual(await colour(), dark)
  studio.isClean()
  await studio.close()
})

test('keys alone lead everywhere, and each screen says where one is', async () => {
  const studio = await Studio.enter(browser, 'trainer')
  const { page } = studio
  await page.reload()
  await studio.settles()
  await page.locator('.skip').focus()
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'MAIN')
  await page.locator('.side').getByRole('link', { name: 'Médiathèque' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Médiathèque' }).waitFor()
  await page.waitForFunction(() => document.activeElement.matches('h1') && document.title.startsWith('Médiathèque'))
  await studio.close()
})

test('every call can be looked at', async () => {
  const studio = await Studio.enter(browser, 'trainer')
  const { page } = studio
  await page.locator('.side').getByRole('button', { name: 'Appels d’API' }).click()
  await page.getByRole('dialog').getByText('/api/formations').first().waitFor()
  await studio.isWell('calls')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await studio.close()
})

test('on a phone the places are at the foot, and nothing is wider than the screen', async () => {
  // Somebody whose library has nothing of a stack that had another address.
  const studio = await Studio.enter(browser, `phone-${Date.now()}`, 'trainer', { phone: true })
  const { page } = studio
  await page.setViewportSize({ width: 360, height: 740 })
  for (const place of ['formations', 'formations/new', 'generate/images', 'live', 'live/new', 'library', 'notifications', 'people']) {
    await studio.go(place)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(wide <= 360, `${place} is ${wide} wide`)
  }
  await page.locator('.bottom').getByRole('button', { name: 'Plus' }).click()
  await page.getByRole('dialog').getByRole('link', { name: 'Inscrits' }).waitFor()
  await studio.isWell('more-phone')
  await studio.close()
})
