// Shows which calls of the public contract the studio makes, as they happen: for those who build their own frontend.
import { calls } from '../api.js'
import { fill, h } from '../dom.js'
import { t } from '../i18n.js'
import { openDialog } from './dialog.js'

const KEPT = 60
const seen = []

calls.addEventListener('call', ({ detail }) => {
  seen.unshift(detail)
  seen.length = Math.min(seen.length, KEPT)
})

export function showCalls() {
  const rows = h('tbody')
  const show = () =>
    fill(rows, seen.map(({ method, path, status, ms }) =>
      h('tr', {}, h('td', {}, h('code', {}, method)), h('td', {}, h('code', {}, path)), h('td', { class: status < 400 ? 'num' : 'num bad' }, status), h('td', { class: 'num' }, `${ms} ms`))))
  show()
  calls.addEventListener('call', show)
  const table = h('table', { class: 'table calls' },
    h('thead', {}, h('tr', {}, ['method', 'path', 'status', 'time'].map((name) => h('th', { scope: 'col' }, t(`calls.${name}`))))),
    rows,
  )
  const { closed } = openDialog({
    title: t('calls.title'),
    wide: true,
    content: h('div', { class: 'stack' },
      h('p', { class: 'muted' }, t('calls.text'), ' ', h('a', { href: '/api/docs' }, t('calls.docs'))),
      h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': t('calls.title') }, table),
    ),
  })
  closed.then(() => calls.removeEventListener('call', show))
}
