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

test('every request behind a preflight is answered', async () => {
  const page = await browser.open('')
  const unanswered = await page.evaluate(
    async ({ gateway, token }) => {
      const headers = { Authorization: `Bearer ${token}` }
      const lost = []
      let next = 0
      async function ask() {
        while (next < 600) {
          // Addresses of their own, so that each has a preflight: both ride on the same few connections.
          const url = `${gateway}/api/uploads/unknown-${next++}`
          await fetch(url, { headers, signal: AbortSignal.timeout(10_000) }).catch(() => lost.push(url))
        }
      }
      await Promise.all([ask(), ask(), ask()])
      return lost
    },
    { gateway: GATEWAY, token: trainer.token },
  )
  assert.deepEqual(unanswered, [])
})
