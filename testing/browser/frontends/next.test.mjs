// examples/frontends/next without Next.js around it: its route handler answers in this process, its player in Chromium.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { openBrowser } from '../harness/browser.mjs'
import { lessonRel } from '../harness/lesson.mjs'
import { GATEWAY } from '../harness/people.mjs'
import { serviceClient } from '../harness/stack.mjs'

const NEXT = fileURLToPath(new URL('../../../examples/frontends/next', import.meta.url))
const ROUTE = '/api/playback-token'

let folder
let shop
let browser
before(async () => {
  const client = await serviceClient()
  Object.assign(process.env, {
    OIDC_TOKEN_URL: client.tokenUrl,
    OIDC_CLIENT_ID: client.id,
    OIDC_CLIENT_SECRET: client.secret,
    SESSION_SECRET: 'of this test',
  })
  folder = await mkdtemp(join(tmpdir(), 'estrade-next-'))
  shop = await loaded(`export { GET } from './app${ROUTE}/route'; export { sessionOf } from './lib/session'`)
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await rm(folder, { recursive: true })
})

/** As `next build` bundles it for the server. */
async function loaded(contents) {
  const outfile = join(folder, 'shop.mjs')
  await build({ stdin: { contents, resolveDir: NEXT }, bundle: true, platform: 'node', format: 'esm', outfile, logLevel: 'error' })
  return import(pathToFileURL(outfile))
}

function ask(rel, cookie) {
  const headers = cookie ? { Cookie: cookie } : {}
  return shop.GET(new Request(`http://shop.localhost${ROUTE}?${new URLSearchParams({ rel })}`, { headers }))
}

test('the route handler turns a session into a token of this user, and of nobody else', async () => {
  const answer = await ask(lessonRel(), `theme=dark; session=${shop.sessionOf('trainer')}`)
  assert.equal(answer.status, 200)
  assert.equal(answer.headers.get('Cache-Control'), 'no-store')
  const { token, playlist_url: playlist } = await answer.json()
  const headers = { Authorization: `Bearer ${token}`, Origin: 'http://shop.localhost' }
  assert.equal((await fetch(playlist, { headers })).status, 200)

  const stranger = await ask(lessonRel(), `session=${shop.sessionOf('learner2')}`)
  assert.equal(stranger.status, 403)
  assert.equal((await stranger.json()).code, 'auth.forbidden')
  const forged = shop.sessionOf('learner2').replace('learner2', 'trainer')
  for (const cookie of [undefined, 'session=trainer', `session=${forged}`]) {
    assert.equal((await ask(lessonRel(), cookie)).status, 401, cookie)
  }
})

test('the component plays with the tokens that it is handed out', async () => {
  const page = await browser.open('pages/next-player')
  await page.route(`**${ROUTE}?*`, async (route) => {
    const rel = new URL(route.request().url()).searchParams.get('rel')
    const answer = await ask(rel, `session=${shop.sessionOf('trainer')}`)
    await route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() })
  })
  await page.evaluate((props) => globalThis.show(props), { rel: lessonRel(), gateway: GATEWAY })
  await page.waitForSelector('video')
  await page.evaluate(() => void document.querySelector('video').play())
  await page.waitForFunction(() => document.querySelector('video').currentTime > 1)
})
