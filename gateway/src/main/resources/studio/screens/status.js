// For platform teams: what runs, what waits, what is stored. What cannot be known is said to be unknown, never 0.
import { after, get } from '../api.js'
import { fill, h } from '../dom.js'
import { bytes, date, lasting, number, t } from '../i18n.js'
import { icon } from '../ui/icons.js'
import { empty, head, pill, skeletonLines } from '../ui/parts.js'
import { tellError } from '../ui/snackbar.js'

/** Seconds between two looks. */
const PAUSE = 10

export default async function status({ main, signal }) {
  const place = h('div', { class: 'stack' }, skeletonLines())
  const looked = h('p', { class: 'small muted num' })
  fill(main, head(t('nav.status'), { text: t('status.text'), tools: [looked] }), place)
  try {
    await look()
  } catch (refused) {
    if (refused.status !== 403) throw refused
    return fill(place, empty({ name: 'pulse', title: t('status.forbidden'), text: t('status.forbiddenText') }))
  }
  repeat().catch(() => {})

  async function look() {
    const now = await get('/api/status', { signal })
    fill(looked, t('status.checked', { date: date(now.checked_at) }))
    fill(place, verdict(now.services), services(now.services), h('div', { class: 'figures' }, queue(now.queue), storage(now.storage)))
  }

  async function repeat() {
    for (;;) {
      await after(PAUSE, signal)
      await look().catch((refused) => signal.aborted || tellError(refused))
    }
  }
}

function verdict(services) {
  const down = services.filter(({ status }) => status !== 'up')
  return down.length === 0
    ? h('p', { class: 'notice good' }, icon('check'), h('span', { class: 'grow' }, t('status.allUp')))
    : h('p', { class: 'notice bad', role: 'alert' }, icon('alert'), h('span', { class: 'grow' }, t('status.someDown', { n: down.length, names: down.map(({ name }) => name).join(', ') })))
}

function services(list) {
  return h('section', { class: 'card scroll', tabindex: '0', 'aria-label': t('status.services') },
    h('table', { class: 'table' },
      h('caption', { class: 'sr' }, t('status.services')),
      h('thead', {}, h('tr', {}, ['service', 'state', 'latency', 'detail'].map((name) => h('th', { scope: 'col' }, t(`status.${name}`))))),
      h('tbody', {}, list.map(({ name, status, detail, latency_ms: latency }) =>
        h('tr', { data: { service: name } }, h('th', { scope: 'row' }, name), h('td', {}, pill(status)), h('td', { class: 'num' }, known(latency, (ms) => `${number(ms)} ms`)), h('td', { class: 'muted' }, detail ?? '')),
      )),
    ),
  )
}

const known = (value, say) => (value === null || value === undefined ? h('span', { class: 'muted' }, t('status.unknown')) : say(value))

const figures = (title, name, rows) =>
  h('section', { class: 'card pad stack' }, h('h2', { class: 'row' }, icon(name), title), h('dl', { class: 'figures-list' }, rows.map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', { class: 'num' }, value)))))

const queue = (queue) =>
  figures(t('status.queue'), 'clock', [
    [t('status.waiting'), known(queue?.waiting, number)],
    [t('status.running'), known(queue?.running, number)],
    [t('status.oldest'), known(queue?.oldest_waiting_s, (seconds) => (seconds === 0 ? '–' : lasting(seconds)))],
  ])

const storage = (storage) =>
  figures(t('status.storage'), 'library', [
    [t('status.objects'), known(storage?.objects, number)],
    [t('status.bytes'), known(storage?.bytes, bytes)],
    [t('status.orphans'), known(storage?.orphans, number)],
    [t('status.swept'), known(storage?.swept_at, date)],
  ])
