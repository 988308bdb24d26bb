// What is said in a live, and how many watch.
import { after, call, get, post } from '../api.js'
import { visitor } from '../auth.js'
import { fill, h, uid } from '../dom.js'
import { t } from '../i18n.js'
import { icon } from '../ui/icons.js'
import { tellError } from '../ui/snackbar.js'

/** Seconds between two looks; a viewer counts for 45 s after each sign of life. */
const LOOK = 2.5
const BEAT = 15

/** @param open whether one may say something @return its element */
export function chat(liveId, { signal, messages = [], open = true }) {
  const list = h('ol', { class: 'messages', 'aria-live': 'polite', tabindex: '0', 'aria-label': t('live.chat') })
  const known = new Set()
  const id = uid('say')
  const input = h('input', { id, class: 'input', maxlength: 1000, autocomplete: 'off', placeholder: t('live.say') })
  const form = h('form', { class: 'row pad', onsubmit: say }, h('label', { for: id, class: 'sr' }, t('live.say')), input, h('button', { class: 'button primary' }, t('live.send')))
  show(messages)
  if (open) look().catch(() => {})
  return h('section', { class: 'card chat', 'aria-label': t('live.chat') }, h('h2', { class: 'row' }, icon('chat'), t('live.chat')), list, open && form)

  /** @param said oldest first */
  function show(said) {
    for (const message of said.filter(({ id }) => !known.has(id))) {
      known.add(message.id)
      const mine = message.user === visitor().id
      list.append(h('li', { class: mine ? 'mine' : '' }, h('strong', {}, message.user), ' ', message.content))
      list.scrollTop = list.scrollHeight
    }
    if (known.size === 0) fill(list, h('li', { class: 'muted none' }, t(open ? 'live.quiet' : 'live.wasQuiet')))
    else list.querySelector('.none')?.remove()
  }

  async function look() {
    for (;;) {
      const { data } = await get(`/api/posts/live/${liveId}/messages?limit=50`, { signal }).catch((refused) => {
        if (signal.aborted || refused.status === 404) throw refused
        return { data: [] }
      })
      show(data.toReversed())
      await after(LOOK, signal)
    }
  }

  async function say(event) {
    event.preventDefault()
    const content = input.value.trim()
    if (!content) return
    input.value = ''
    try {
      show([await post(`/api/posts/live/${liveId}/messages`, { content })])
    } catch (refused) {
      input.value = content
      tellError(refused)
    }
  }
}

/** One is counted from the first sign of life to leaving. @param show is given `{viewers, viewers_peak}` */
export async function attend(liveId, { signal, show }) {
  const tell = (action, keepalive = false) => call('POST', `/api/posts/live/${liveId}/viewers`, { action }, { keepalive })
  signal.addEventListener('abort', () => tell('leave', true).catch(() => {}))
  for (let action = 'join'; ; action = 'heartbeat') {
    await tell(action).then(show, (refused) => {
      if (signal.aborted || [404, 409].includes(refused.status)) throw refused
    })
    await after(BEAT, signal)
  }
}
