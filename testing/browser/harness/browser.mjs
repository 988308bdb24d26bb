// Headless Chromium with the shop open in it.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { openShop } from './shop.mjs'

/** What FOCUST_ALLOWED_ORIGINS holds during the tests. A fixed name, because the shop's port is any free one. */
export const SHOP = 'http://shop.localhost'
const installed = fileURLToPath(new URL('../node_modules/.chromium', import.meta.url))

/** A camera and a microphone that nobody has to allow: a moving picture with a clock, and a beep each second. */
const CAMERA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']

/** Starts once per test file; `close` ends everything. */
export async function openBrowser({ camera = false } = {}) {
  if (!existsSync(installed)) throw new Error('Chromium is missing: run ./estrade tools')
  const shop = await openShop()
  const browser = await chromium.launch({
    executablePath: join(installed, 'chromium'),
    // The sandbox wants user namespaces, which containers and root do not have. Site isolation stays: CORS is under test.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      `--host-resolver-rules=MAP *.localhost 127.0.0.1:${shop.port}`,
      ...(camera ? CAMERA : []),
    ],
    env: { ...process.env, LD_LIBRARY_PATH: join(installed, 'lib'), FONTCONFIG_PATH: installed },
  })
  return {
    /** @param path `uppy5/page` shows an empty page with that script, `pages/x.html` a file */
    async open(path, origin = SHOP) {
      const context = await browser.newContext()
      const page = await context.newPage()
      page.on('pageerror', (error) => console.error(`[page] ${error.message}`))
      await page.goto(`${origin}/${path}`)
      return page
    },
    /** The whole process, at once, as when the machine's battery is empty. */
    async die() {
      const gone = new Promise((disconnected) => browser.once('disconnected', disconnected))
      const session = await browser.newBrowserCDPSession()
      session.send('Browser.crash').catch(() => {})
      await gone
      shop.close()
    },
    async close() {
      await browser.close()
      shop.close()
    },
  }
}
