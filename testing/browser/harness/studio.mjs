// The studio as a person uses it, and what must hold wherever he is: no error in the console, no request outside the
// contract, nothing that axe-core finds fault with. Screens are photographed where ESTRADE_SCREENS is set.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CAMERA, launchChromium } from './chromium.mjs'

export const GATEWAY = process.env.ESTRADE_GATEWAY ?? 'http://localhost:8080'
const SCREENS = fileURLToPath(new URL('../../../docs/screens/', import.meta.url))
const AXE = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']
const DESKTOP = { width: 1280, height: 800 }
const PHONE = { width: 390, height: 844 }

/** What a browser writes by itself about an answer that says no, or about a line that is cut: the studio cannot keep it quiet. */
const REFUSED = 'Failed to load resource: '

const contract = readContract()

/** The document's paths as patterns. */
function readContract() {
  const document = JSON.parse(readFileSync(new URL('../../../docs/openapi/openapi.json', import.meta.url), 'utf8'))
  return Object.entries(document.paths).flatMap(([path, methods]) => {
    const pattern = new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}/?$`)
    return Object.keys(methods).map((method) => ({ method: method.toUpperCase(), pattern }))
  })
}

export const launch = () => launchChromium(...CAMERA, '--autoplay-policy=no-user-gesture-required')

export class Studio {
  errors = []
  /** Addresses of answers that said no. */
  refused = []
  /** Patterns of those that the test is about. */
  #expected = []
  /** Requests that no document knows. */
  strangers = []

  constructor(page, origins) {
    this.page = page
    page.on('pageerror', (error) => this.errors.push(error.message))
    page.on('console', (message) => {
      if (message.type() !== 'error') return
      const text = message.text()
      if (text.startsWith(REFUSED)) this.refused.push(`${message.location().url}: ${text.slice(REFUSED.length)}`)
      else this.errors.push(text)
    })
    page.context().on('request', (request) => {
      if (!isKnown(request, origins)) this.strangers.push(`${request.method()} ${request.url()}`)
    })
  }

  /** A browser of its own. @param options `phone`, `dark`, `language` */
  static async open(browser, { phone = false, dark = false, language = 'fr' } = {}) {
    const { issuer } = await (await fetch(`${GATEWAY}/.well-known/estrade`)).json()
    const context = await browser.newContext({
      viewport: phone ? PHONE : DESKTOP,
      hasTouch: phone,
      colorScheme: dark ? 'dark' : 'light',
      locale: language,
      permissions: ['camera', 'microphone'],
    })
    const studio = new Studio(await context.newPage(), { issuer: new URL(issuer).origin })
    await studio.page.goto(`${GATEWAY}/studio`)
    return studio
  }

  /** By the issuer's own page, as anybody does. */
  async signIn(user, role = 'trainer') {
    const { page } = this
    await page.getByRole('button', { name: /^(Se connecter|Sign in)$/ }).click()
    await page.locator('[name="user"]').fill(user)
    await page.locator('[name="role"]').selectOption(role)
    await page.locator('form button').click()
    await page.locator('.shell').waitFor()
    await this.settles()
    return this
  }

  static async enter(browser, user, role, options) {
    return (await Studio.open(browser, options)).signIn(user, role)
  }

  async go(address) {
    await this.page.evaluate((hash) => (location.hash = hash), `#/${address}`)
    await this.settles()
  }

  /** Until the screen is drawn. */
  async settles() {
    await this.page.waitForFunction(() => document.activeElement?.matches('h1, dialog *') && !document.querySelector('main > .card[role="status"]'))
  }

  /** Nothing else may be answered by a no. @param addresses patterns */
  expectsRefusals(...addresses) {
    this.#expected.push(...addresses)
    return this
  }

  /** The sentence at the foot of the page. */
  async told(text, seconds = 60) {
    await this.page.locator('.snackbar', { hasText: text }).first().waitFor({ timeout: seconds * 1000 })
  }

  /** In both themes; `name` is the photograph's. */
  async isWell(name) {
    for (const theme of ['light', 'dark']) {
      await this.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await this.#findsNoFault(`${name} (${theme})`)
      await this.#photograph(theme === 'light' ? name : `${name}-dark`)
    }
    await this.page.emulateMedia({ colorScheme: 'light' })
    this.isClean()
  }

  isClean() {
    assert.deepEqual(this.errors, [], 'errors in the console')
    assert.deepEqual(this.refused.filter((line) => !this.#expected.some((address) => address.test(line))), [], 'answers that say no')
    assert.deepEqual(this.strangers, [], 'requests outside the contract')
  }

  async #findsNoFault(where) {
    // By the debugger: the studio's own policy lets no foreign script in.
    await this.page.evaluate(`globalThis.axe ?? (() => { ${AXE} })()`)
    const { violations } = await this.page.evaluate((rules) => globalThis.axe.run(document, { runOnly: rules }), RULES)
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`)
    assert.deepEqual(found, [], where)
  }

  async #photograph(name) {
    if (!process.env.ESTRADE_SCREENS) return
    await mkdir(SCREENS, { recursive: true })
    await this.page.screenshot({ path: join(SCREENS, `${name}.png`) })
  }

  async close() {
    await this.page.unrouteAll({ behavior: 'ignoreErrors' })
    await this.page.context().close()
  }
}

/** The studio's own files, the platform's documented routes, the issuer, and the store that the platform signs addresses of. */
function isKnown(request, { issuer }) {
  const url = new URL(request.url())
  if (['blob:', 'data:'].includes(url.protocol) || request.method() === 'OPTIONS') return true
  if (url.origin === new URL(GATEWAY).origin) {
    if (/^\/studio(\/|$)/.test(url.pathname)) return true
    return contract.some(({ method, pattern }) => method === request.method() && pattern.test(url.pathname))
  }
  return url.origin === issuer || isOfStore(request, url)
}

/** Its addresses are signed, and a token has no business there. */
function isOfStore(request, url) {
  return url.searchParams.has('X-Amz-Signature') && !('authorization' in request.headers())
}
