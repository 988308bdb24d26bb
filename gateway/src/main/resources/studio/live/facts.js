// What there is to know of a live at a glance.
import { h } from '../dom.js'
import { clock, number, t } from '../i18n.js'
import { icon } from '../ui/icons.js'

export function facts({ viewers, messages_count: messages, media_files: [film] = [] }) {
  const fact = (name, text, label) => h('span', { class: 'fact num', title: label }, icon(name), h('span', { 'aria-hidden': 'true' }, text), h('span', { class: 'sr' }, label))
  return h('span', { class: 'facts' },
    film?.duration > 0 && fact('clock', clock(film.duration), t('live.duration', { time: clock(film.duration) })),
    fact('eye', number(viewers), t('live.viewers', { n: viewers })),
    fact('chat', number(messages), t('live.messages', { n: messages })),
  )
}
