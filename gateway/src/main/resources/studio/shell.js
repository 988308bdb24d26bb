// What stands around every screen: where one can go, who one is, language and theme.
import { hasRole, signOut, visitor } from './auth.js'
import { fill, h } from './dom.js'
import { has, language, speak, t } from './i18n.js'
import { news } from './news.js'
import { going, mayLeave } from './going.js'
import { showCalls } from './ui/calls.js'
import { openDialog } from './ui/dialog.js'
import { icon } from './ui/icons.js'

const teaches = () => hasRole('trainer', 'admin', 'service')
const runs = () => hasRole('admin', 'service')

/** `[address, name, icon, who]`; the first four are at the foot of phones. */
const PLACES = [
  ['formations', 'course', () => true],
  ['generate/images', 'spark', teaches],
  ['live', 'live', () => true],
  ['library', 'library', teaches],
  ['notifications', 'bell', () => true],
  ['people', 'people', teaches],
  ['status', 'pulse', runs],
]

const places = () => PLACES.filter(([, , who]) => who())
const nameOf = (address) => t(`nav.${address.split('/')[0]}`)

const link = ([address, picture]) =>
  h('a', { href: `#/${address}`, data: { place: address.split('/')[0] } }, icon(picture), h('span', {}, nameOf(address)),
    address === 'notifications' && bell())

/** Ends with what was drawn before. */
let drawn = new AbortController()

export function drawShell(app) {
  drawn.abort()
  drawn = new AbortController()
  fill(app,
    h('button', { class: 'skip', onclick: () => document.querySelector('main').focus() }, t('nav.skip')),
    h('div', { class: 'shell' },
      h('aside', { class: 'side', 'aria-label': t('nav.side') },
        brand(),
        h('nav', { class: 'nav', 'aria-label': t('nav.main') }, places().map(link)),
        h('div', { class: 'foot' }, callsButton(), preferences(), person()),
      ),
      h('div', { class: 'page' },
        h('header', { class: 'top' }, brand(), h('div', { class: 'tools' },
          h('a', { class: 'icon-button', href: '#/notifications' }, icon('bell'), h('span', { class: 'sr' }, t('nav.notifications')), bell()))),
        h('main', { class: 'main', tabindex: '-1' }),
      ),
      h('nav', { class: 'bottom', 'aria-label': t('nav.phone') },
        places().filter(([address]) => address !== 'notifications').slice(0, 4).map(link),
        h('button', { onclick: openMore }, icon('more', { kind: 'bold' }), h('span', {}, t('nav.more'))),
      ),
    ),
    going(drawn.signal),
  )
}

function brand() {
  return h('a', { class: 'brand', href: '#/formations' }, h('img', { src: 'icon.svg', alt: '' }), h('span', {}, 'Estrade ', h('small', {}, 'Studio')))
}

export function markCurrent(path) {
  const place = path.split('/')[1] || 'formations'
  for (const link of document.querySelectorAll('[data-place]')) {
    if (link.dataset.place === (place === 'watch' ? 'formations' : place)) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
  }
}

/** How many notifications are new, wherever it is shown. */
function bell() {
  const badge = h('span', { class: 'badge' })
  const show = () => {
    badge.hidden = !news.unread
    fill(badge, h('span', { 'aria-hidden': 'true' }, news.unread > 99 ? '99+' : news.unread), h('span', { class: 'sr' }, t('notifications.unread', { n: news.unread })))
  }
  news.addEventListener('change', show, { signal: drawn.signal })
  show()
  return badge
}

function person() {
  const { name, id, roles } = visitor()
  return h('div', { class: 'person' },
    h('span', { class: 'avatar', 'aria-hidden': 'true' }, (name ?? '?').slice(0, 1)),
    h('div', {}, h('strong', { title: id }, name), h('span', { class: 'small muted' }, roles.filter((role) => has(`roles.${role}`)).map((role) => t(`roles.${role}`)).join(', '))),
    h('button', { class: 'icon-button', 'aria-label': t('nav.signOut'), title: t('nav.signOut'), onclick: async () => (await mayLeave()) && signOut() }, icon('exit')),
  )
}

const callsButton = () => h('button', { class: 'button quiet small', onclick: showCalls }, icon('code'), t('calls.open'))

export function preferences() {
  const languages = h('select', { class: 'select small', 'aria-label': t('prefs.language') }, h('option', { value: 'fr' }, 'Français'), h('option', { value: 'en' }, 'English'))
  languages.value = language
  languages.addEventListener('change', () => {
    speak(languages.value)
    dispatchEvent(new Event('estrade:redraw'))
  })
  const themes = h('select', { class: 'select small', 'aria-label': t('prefs.theme') }, ['auto', 'light', 'dark'].map((value) => h('option', { value }, t(`prefs.${value}`))))
  themes.value = document.documentElement.dataset.theme
  themes.addEventListener('change', () => {
    document.documentElement.dataset.theme = themes.value
    localStorage.setItem('estrade.theme', themes.value)
  })
  return h('div', { class: 'prefs' }, languages, themes)
}

/** On phones: what finds no place at their foot. */
function openMore() {
  const rest = places().filter(([address]) => address !== 'notifications').slice(4)
  const content = h('div', { class: 'stack' }, rest.length > 0 && h('nav', { class: 'nav', 'aria-label': t('nav.more') }, rest.map(link)), callsButton(), preferences(), person())
  const dialog = openDialog({ title: t('nav.more'), sheet: true, content })
  content.addEventListener('click', ({ target }) => target.closest('a, .button') && dialog.close())
  addEventListener('estrade:redraw', dialog.close, { once: true })
}
