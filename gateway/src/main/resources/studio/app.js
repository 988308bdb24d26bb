// Begins: who is here, then the screen that the address names. Each screen is a module of screens/.
import { describePlatform, finishSignIn, session, signedIn } from './auth.js'
import { fill, h } from './dom.js'
import { t } from './i18n.js'
import { airing } from './live/session.js'
import { startNews, stopNews } from './news.js'
import { drawShell, markCurrent } from './shell.js'
import { showWelcome } from './screens/welcome.js'
import { skeletonLines } from './ui/parts.js'
import { sentence, tellError } from './ui/snackbar.js'

const ROUTES = [
  [/^\/?$/, 'formations'],
  [/^\/formations$/, 'formations'],
  [/^\/formations\/new$/, 'create'],
  [/^\/formations\/([\w-]+)$/, 'formation'],
  [/^\/watch\/([\w-]+(?:\/[\w-]+){3})$/, 'watch'],
  [/^\/generate\/(images|videos)$/, 'generate'],
  [/^\/live$/, 'feed'],
  [/^\/live\/new$/, 'go-live'],
  [/^\/live\/([\w-]+)$/, 'post'],
  [/^\/library$/, 'library'],
  [/^\/notifications$/, 'notifications'],
  [/^\/people(?:\/([\w-]+))?$/, 'people'],
  [/^\/status$/, 'status'],
]

const app = document.querySelector('#app')
let leaving = new AbortController()
let begun = false

async function begin() {
  addEventListener('hashchange', show)
  addEventListener('estrade:redraw', draw)
  session.addEventListener('ended', () => {
    airing.abandon()
    welcome(t('welcome.ended'))
  })
  // Sockets of streams would wait in the browser for as long as the tab lives in its back-forward cache.
  addEventListener('pagehide', () => leaving.abort())
  addEventListener('pageshow', ({ persisted }) => persisted && begun && draw())
  try {
    const { issuer } = await describePlatform()
    if (!issuer) return welcome(t('welcome.noIssuer'), true)
    await finishSignIn()
  } catch (failure) {
    return welcome(t('welcome.failed', { detail: failure.message }))
  }
  draw()
}

/** All of it anew: at first, after a change of language, after signing in or out. */
function draw() {
  if (!signedIn()) return welcome()
  begun = true
  startNews()
  drawShell(app)
  show()
}

function welcome(text, closed = false) {
  begun = false
  leaving.abort()
  stopNews()
  showWelcome(app, { text, closed })
}

async function show() {
  if (!begun) return
  leaving.abort()
  leaving = new AbortController()
  const { signal } = leaving
  const path = location.hash.slice(1)
  const [pattern, name] = ROUTES.find(([pattern]) => pattern.test(path)) ?? ROUTES[0]
  const main = document.querySelector('main')
  main.className = 'main'
  markCurrent(path)
  fill(main, skeletonLines())
  try {
    const { default: screen } = await import(`./screens/${name}.js`)
    if (signal.aborted) return
    fill(main)
    await screen({ main, signal, params: (pattern.exec(path) ?? []).slice(1) })
  } catch (failure) {
    if (signal.aborted) return
    tellError(failure)
    fill(main, sorry(failure))
  }
  if (!signal.aborted) arrive(main)
}

function sorry(failure) {
  return h('div', { class: 'empty' },
    h('h1', { tabindex: '-1' }, t('errors.title')),
    h('p', {}, sentence(failure)),
    failure.traceId && h('p', { class: 'small' }, h('code', {}, failure.traceId)),
    h('button', { class: 'button', onclick: show }, t('common.retry')),
  )
}

/** Tells where one is: in the tab's title, and to screen readers by the focus. */
function arrive(main) {
  const heading = main.querySelector('h1')
  document.title = heading ? `${heading.textContent} · Estrade Studio` : 'Estrade Studio'
  scrollTo(0, 0)
  heading?.focus({ preventScroll: true })
}

begin()
