// Headless Chromium with the shop open in it.
import { CAMERA, launchChromium } from './chromium.mjs'
import { openShop } from './shop.mjs'

/** What FOCUST_ALLOWED_ORIGINS holds during the tests. A fixed name, because the shop's port is any free one. */
export const SHOP = 'http://shop.localhost'

/** Starts once per test file; `close` ends everything. */
export async function openBrowser({ camera = false } = {}) {
  const shop = await openShop()
  const resolving = `--host-resolver-rules=MAP *.localhost 127.0.0.1:${shop.port}`
  // An open port keeps Node running, and a failed test waiting for its end.
  const browser = await launchChromium(resolving, ...(camera ? CAMERA : [])).catch((failure) => {
    shop.close()
    throw failure
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
