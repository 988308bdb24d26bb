// What the platform has told, newest first; new ones come by themselves.
import { post } from '../api.js'
import { fill, h } from '../dom.js'
import { ago, date, t } from '../i18n.js'
import { linkOf, news, said, unread } from '../news.js'
import { icon } from '../ui/icons.js'
import { listInto } from '../ui/pages.js'
import { busy, empty, head, skeletonLines } from '../ui/parts.js'
import { reason, tellError } from '../ui/snackbar.js'

const ICONS = { lesson: 'film', formation: 'course', recording: 'live', generation: 'spark' }

export default async function notifications({ main, signal }) {
  const list = h('ul', { class: 'card told' })
  const place = h('div', {}, skeletonLines())
  const more = h('div', { class: 'more' })
  const all = h('button', { class: 'button', onclick: () => busy(all, readAll).catch(tellError) }, icon('check'), t('notifications.readAll'))
  fill(main, head(t('nav.notifications'), { text: t('notifications.text'), tools: [all] }), place, more)
  news.addEventListener('notification', ({ detail }) => {
    if (list.querySelector(`[data-notification="${CSS.escape(detail.id)}"]`)) return
    if (!list.isConnected) fill(place, list)
    list.prepend(row(detail))
  }, { signal })
  const { data, unread_count: count } = await listInto(list, { path: '/api/notifications', show: row, more, signal })
  unread(count)
  fill(place, data.length > 0 ? list : empty({ name: 'bell', title: t('notifications.none'), text: t('notifications.noneText') }))

  function row(notification) {
    const { id, type, data, created_at: created, read_at: read } = notification
    const link = linkOf(notification)
    const failed = type.endsWith('failed')
    const text = said(notification)
    const item = h('li', { class: read ? '' : 'new', data: { notification: id } },
      h('span', { class: failed ? 'sign bad' : 'sign' }, icon(failed ? 'alert' : ICONS[type.split('.')[0]] ?? 'bell')),
      h('div', { class: 'grow' },
        h('p', {}, link ? h('a', { href: link.href, onclick: () => mark().catch(() => {}) }, text) : text),
        data.error && h('p', { class: 'small bad' }, reason(data.error)),
        h('p', { class: 'small muted' }, h('time', { datetime: created, title: date(created) }, ago(created))),
      ),
      !read && h('button', { class: 'icon-button', 'aria-label': t('notifications.read'), title: t('notifications.read'), onclick: ({ currentTarget }) => busy(currentTarget, mark).catch(tellError) }, icon('check')),
    )
    return item

    async function mark() {
      if (read) return
      item.replaceWith(row(await post(`/api/notifications/${encodeURIComponent(id)}/read`)))
    }
  }

  async function readAll() {
    const { unread_count: left } = await post('/api/notifications/read', {})
    unread(left)
    for (const item of list.querySelectorAll('.new')) {
      item.classList.remove('new')
      item.querySelector('button')?.remove()
    }
  }
}
