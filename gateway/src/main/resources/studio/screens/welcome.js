// Before one is signed in.
import { describePlatform, signIn } from '../auth.js'
import { fill, h } from '../dom.js'
import { t } from '../i18n.js'
import { preferences } from '../shell.js'
import { icon } from '../ui/icons.js'
import { busy } from '../ui/parts.js'

/** @param options `text`, what there is to say, and `closed` if nobody can sign in */
export function showWelcome(app, { text, closed }) {
  document.title = 'Estrade Studio'
  const issuer = h('p', { class: 'small muted' })
  describePlatform().then((platform) => platform.issuer && fill(issuer, t('welcome.issuer'), ' ', h('code', {}, platform.issuer))).catch(() => {})
  const complaint = h('p', { class: 'notice warn', role: 'alert', hidden: !text }, icon('alert'), h('span', { class: 'grow' }, text ?? ''))
  const enter = ({ currentTarget }) =>
    busy(currentTarget, signIn).catch((failure) => {
      const why = crypto.subtle ? t('welcome.unreachable', { detail: failure.message }) : t('welcome.insecure')
      fill(complaint, icon('alert'), h('span', { class: 'grow' }, why))
      complaint.hidden = false
    })
  fill(app, h('div', { class: 'welcome' },
    h('section', { class: 'stage', 'aria-label': 'Estrade' },
      h('p', { class: 'big' }, t('welcome.claim')),
      h('ul', {}, t('welcome.points').split('|').map((point) => h('li', {}, point))),
    ),
    h('main', { class: 'door', tabindex: '-1' },
      h('p', { class: 'brand' }, h('img', { src: 'icon.svg', alt: '' }), h('span', {}, 'Estrade ', h('small', {}, 'Studio'))),
      h('h1', {}, t('welcome.title')),
      h('p', { class: 'muted' }, t('welcome.text')),
      complaint,
      !closed && h('p', {}, h('button', { class: 'button primary big', onclick: enter }, t('welcome.signIn'))),
      issuer,
      preferences(),
    ),
  ))
}
