// The API's documents: Swagger UI in Chromium, and what the AsyncAPI specification says of docs/asyncapi.yaml.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { Parser } from '@asyncapi/parser'
import { openBrowser } from './harness/browser.mjs'
import { GATEWAY, trainer } from './harness/people.mjs'

let browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser.close())

test('the page shows every tag and tries a route with the token that is pasted', async () => {
  const page = await browser.open('api/docs', GATEWAY)
  const complaints = []
  page.on('console', (said) => said.type() === 'error' && complaints.push(said.text()))
  await page.reload()
  await page.waitForSelector('.opblock-tag')
  const document = await (await fetch(`${GATEWAY}/api/docs/openapi.json`)).json()
  assert.equal(await page.locator('.opblock-tag').count(), document.tags.length)

  await page.click('.btn.authorize')
  await page.locator('.modal-ux input').first().fill(trainer.token)
  await page.locator('.modal-ux .btn.authorize').first().click()
  await page.click('.btn-done')
  await page.click('[data-tag="notifications"]')
  await page.click('#operations-notifications-listNotifications .opblock-summary')
  const answered = page.waitForResponse((answer) => answer.url().includes('/api/notifications'))
  await page.click('#operations-notifications-listNotifications .execute')
  assert.equal((await answered).status(), 200)
  assert.deepEqual(complaints, [])
})

test('docs/asyncapi.yaml is AsyncAPI 3', async () => {
  const text = await readFile(new URL('../../docs/asyncapi.yaml', import.meta.url), 'utf8')
  const { document, diagnostics } = await new Parser().parse(text)
  assert.deepEqual(diagnostics.filter((found) => found.severity === 0).map((found) => `${found.path}: ${found.message}`), [])
  assert.equal(document.version(), '3.0.0')
  assert.ok(document.messages().length > 30)
})
