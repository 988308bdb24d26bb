// Lives that run, and what stays of those that are over.
import { hasRole } from '../auth.js'
import { after } from '../api.js'
import { fill, h } from '../dom.js'
import { date, t } from '../i18n.js'
import { facts } from '../live/facts.js'
import { icon } from '../ui/icons.js'
import { listInto } from '../ui/pages.js'
import { empty, head, pill, skeletonCards } from '../ui/parts.js'

/** Seconds after which it is looked again. */
const PAUSE = 8

export default async function feed({ main, signal }) {
  const start = () => h('a', { class: 'button on-air', href: '#/live/new' }, icon('live'), t('live.start'))
  const grid = h('ul', { class: 'grid' })
  const place = h('div', {}, skeletonCards(3))
  const more = h('div', { class: 'more' })
  const teaches = hasRole('trainer', 'admin', 'service')
  fill(main, head(t('nav.live'), { text: t('live.text'), tools: teaches ? [start()] : [] }), place, more)
  await load()
  refresh().catch(() => {})

  async function load() {
    const { data } = await listInto(grid, { path: '/api/posts', show: card, more, signal })
    fill(place, data.length > 0 ? grid : empty({ name: 'live', title: t('live.none'), text: t('live.noneText'), action: teaches && start() }))
  }

  /** Only the first page: older posts do not change. */
  async function refresh() {
    for (;;) {
      await after(PAUSE, signal)
      if (grid.children.length <= 24 && !grid.contains(document.activeElement)) await load().catch(() => {})
    }
  }
}

function card(post) {
  const { id, live_status: status, content, author, started_at: started } = post
  const running = status === 'live'
  return h('li', { class: 'card course post', data: { id, status } },
    h('div', { class: 'picture' },
      status === 'saving' ? h('span', { class: 'skeleton poster' }) : h('span', { class: 'no-picture' }, icon(post.media_files.length > 0 || running ? 'live' : 'chat')),
      running && h('span', { class: 'live-badge corner' }, t('live.badge')),
    ),
    h('div', { class: 'body' },
      h('h2', {}, h('a', { href: `#/live/${id}` }, content)),
      h('p', { class: 'small muted' }, `${author} · ${date(started)}`),
      h('div', { class: 'row wrap' }, !running && status !== 'saved' && pill(status), facts(post)),
    ),
  )
}
