// What several screens are made of.
import { h, uid } from '../dom.js'
import { t } from '../i18n.js'
import { icon } from './icons.js'
import { fieldError } from './snackbar.js'

/** The head of a screen; its `h1` is what gets the focus when the screen opens. */
export function head(title, { text, back, tools = [] } = {}) {
  return h('div', {},
    back && h('a', { class: 'crumb', href: back.href }, icon('back'), back.text),
    h('div', { class: 'head' },
      h('div', { class: 'grow' }, h('h1', { tabindex: '-1' }, title), text && h('p', {}, text)),
      tools.length > 0 && h('div', { class: 'tools' }, tools),
    ),
  )
}

export function empty({ name, title, text, action }) {
  return h('div', { class: 'empty' }, icon(name), h('h2', {}, title), h('p', {}, text), action)
}

/** Grey shapes where something will be; screen readers hear that it is loading. */
export function skeletonCards(count = 6) {
  const card = () => h('div', { class: 'card course' },
    h('span', { class: 'skeleton poster' }),
    h('div', { class: 'body' }, line('70%'), line('45%')),
  )
  return h('div', { class: 'grid', role: 'status' }, h('span', { class: 'sr' }, t('common.loading')), Array.from({ length: count }, card))
}

export function skeletonLines(count = 5) {
  const widths = ['90%', '70%', '82%', '60%', '76%']
  const lines = Array.from({ length: count }, (_, i) => line(widths[i % widths.length]))
  return h('div', { class: 'card pad', role: 'status' }, h('span', { class: 'sr' }, t('common.loading')), lines)
}

const line = (width) => h('span', { class: 'skeleton line', style: { width } })

export function progressBar(value, label, size = '') {
  return h('progress', { class: `bar ${size}`, max: 100, value, 'aria-label': label })
}

const TONES = { ready: 'ok', saved: 'ok', COMPLETED: 'ok', up: 'ok', failed: 'bad', degraded: 'bad', FAILED: 'bad', down: 'bad', CANCELLED: '', ended: '' }

/** A status in words, and in a colour for those who see it. */
export function pill(status, values) {
  return h('span', { class: `pill ${TONES[status] ?? 'busy'}` }, t(`status.${status}`, values))
}

/**
 * A labelled input with a place for what is wrong with it.
 *
 * @return the element, with `input` and `fail(text)`
 */
export function field({ label, hint, kind = 'input', ...attributes }) {
  const id = uid('field')
  const input = h(kind, { id, class: kind === 'textarea' ? 'textarea' : 'input', ...attributes })
  const error = fieldError(input)
  const element = h('div', { class: 'field' }, h('label', { for: id }, label), input, hint && h('p', { class: 'hint' }, hint), error.place)
  return Object.assign(element, { input, fail: error.show })
}

/** @param options `[value, text]` pairs */
export function select({ label, options, value, hidden = false, ...attributes }) {
  const id = uid('select')
  const list = h('select', { id, class: 'select', ...attributes }, options.map(([value, text]) => h('option', { value }, text)))
  list.value = value
  return Object.assign(h('div', { class: 'field' }, h('label', { for: id, class: hidden ? 'sr' : '' }, label), list), { input: list })
}

/** Waits with a disabled button while something is done. */
export async function busy(button, doing) {
  button.disabled = true
  try {
    return await doing()
  } finally {
    button.disabled = false
  }
}

/** Calls after the last of many keystrokes. */
export function settled(action, ms = 300) {
  let timer
  return (...values) => {
    clearTimeout(timer)
    timer = setTimeout(() => action(...values), ms)
  }
}
