// The tests above mean something only if the browser really keeps pages apart.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser } from './harness/browser.mjs'
import { GATEWAY, trainer } from './harness/people.mjs'

let browser
before(async () => (browser = await openBrowser()))
after(() => browser.close())

function readsGateway(page) {
  return page.evaluate(
    ({ gateway, token }) =>
      fetch(`${gateway}/api/uploads/unknown`, { headers: { Authorization: `Bearer ${token}` } }).then(
        (response) => `status ${response.status}`,
        (error) => error.name,
      ),
    { gateway: GATEWAY, token: trainer.token },
  )
}

test('the shop reads answers of the gateway, errors too', async () => {
  assert.equal(await readsGateway(await browser.open('')), 'status 404')
})

test('a page that FOCUST_ALLOWED_ORIGINS does not list reads nothing', async () => {
  assert.equal(await readsGateway(await browser.open('', 'http://elsewhere.localhost')), 'TypeError')
})
