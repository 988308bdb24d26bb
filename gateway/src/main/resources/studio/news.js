// Notifications as they come, for the badge, the screen and a short sentence wherever one is.
import { signedIn } from './auth.js'
import { t } from './i18n.js'
import { events, fromNow } from './sse.js'
import { tell } from './ui/snackbar.js'

/** `unread`, a number; tells `change`, and `notification` with the new one as `detail`. */
export const news = Object.assign(new EventTarget(), { unread: 0 })
/** What comes while nobody looks is told afterwards. */
const known = fromNow()
let listening

export function startNews() {
  if (listening) return
  const mine = (listening = new AbortController())
  listen(mine.signal).catch((refused) => {
    console.warn('No notifications:', refused.message)
    if (listening === mine) listening = undefined
  })
}

export function stopNews() {
  listening?.abort()
  listening = undefined
}

// Browsers open six connections to a host, in all tabs together: one that nobody looks at needs none.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) stopNews()
  else if (signedIn()) startNews()
})

async function listen(signal) {
  for await (const { event, data } of events('/api/notifications/stream', signal, known)) {
    if (event === 'unread') unread(data.unread_count)
    else if (event === 'notification') {
      news.dispatchEvent(new CustomEvent('notification', { detail: data }))
      tell(said(data), { bad: data.type.endsWith('failed'), link: linkOf(data) })
    }
  }
}

export function unread(count) {
  news.unread = count
  news.dispatchEvent(new Event('change'))
}

/** A notification in the visitor's language. */
export function said({ type, data }) {
  const name = type.replace('.', '_')
  return data.title ? t(`news.${name}_named`, data) : t(`news.${name}`)
}

/** Where it is about. */
export function linkOf({ type, data }) {
  const text = t('common.show')
  if (type.startsWith('generation')) return { href: `#/generate/${data.kind === 'video' ? 'videos' : 'images'}`, text }
  if (data.live_id) return { href: `#/live/${data.live_id}`, text }
  if (type === 'lesson.ready' && data.rel) return { href: `#/watch/${data.rel}`, text }
  const course = data.formation_id ?? data.rel?.split('/')[1]
  return course ? { href: `#/formations/${course}`, text } : undefined
}
