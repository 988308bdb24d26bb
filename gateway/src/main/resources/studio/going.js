// What goes on while one looks at other screens: an upload, a live. A pill at the foot leads back to it.
import { h, fill } from './dom.js'
import { percentage, t } from './i18n.js'
import { airing } from './live/session.js'
import { confirm } from './ui/dialog.js'
import { tellError } from './ui/snackbar.js'
import { sending } from './upload/session.js'

/** @param signal ends it */
export function going(signal) {
  const upload = h('a', { class: 'pill-going', href: '#/formations/new', hidden: true })
  const live = h('a', { class: 'pill-going on-air', href: '#/live/new', hidden: true })
  const here = (link) => location.hash === link.getAttribute('href')
  function show() {
    upload.hidden = !sending.busy || here(upload)
    if (!upload.hidden) fill(upload, h('span', { class: 'dot' }), t('create.going', { percent: percentage(sending.percent) }))
    live.hidden = !airing.post || here(live)
    if (!live.hidden) fill(live, h('span', { class: 'dot' }), t('live.going'))
  }
  sending.addEventListener('change', show, { signal })
  airing.addEventListener('change', show, { signal })
  addEventListener('hashchange', show, { signal })
  show()
  return [upload, live]
}

airing.addEventListener('failed', ({ detail }) => tellError(detail))

const isBusy = () => Boolean(airing.post) || sending.moving
let asked = false

/** Signing out would break both. @return whether it may, by a visitor who is asked once */
export async function mayLeave() {
  asked = isBusy() && (await confirm({ title: t('nav.signOut'), text: t('nav.signOutText'), yes: t('nav.signOut') }))
  return asked || !isBusy()
}

// So would leaving the page: browsers ask first.
addEventListener('beforeunload', (event) => {
  if (isBusy() && !asked) event.preventDefault()
})
