// Short sentences at the foot of the page, read aloud by screen readers.
import { fill, h } from '../dom.js'
import { has, t } from '../i18n.js'
import { icon } from './icons.js'

const bars = document.querySelector('#snackbars')
for (const event of ['close', 'fullscreenchange']) document.addEventListener(event, settle, true)

/** Whatever stands outside a modal window, or outside a picture in full screen, is behind it and out of reach. */
function settle() {
  const top = document.fullscreenElement ?? [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body
  if (bars.parentElement !== top) top.append(bars)
}

/** @param options `bad`, and `link: {href, text}` to where it happened */
export function tell(text, { bad = false, link } = {}) {
  const close = () => (clearTimeout(timer), bar.remove())
  const bar = h('div', { class: bad ? 'snackbar bad' : 'snackbar' },
    h('span', { class: 'grow' }, text),
    link && h('a', { href: link.href, onclick: close }, link.text),
    h('button', { class: 'icon-button', 'aria-label': t('common.close'), onclick: close }, icon('close')),
  )
  const timer = setTimeout(close, bad ? 9000 : 6000)
  settle()
  while (bars.children.length > 2) bars.firstChild.remove()
  bars.append(bar)
}

/** What went wrong, in the visitor's language: by `code`, else by status, else with what the platform says. */
export function sentence({ code, status, message, retryAfter }) {
  const values = { s: retryAfter ?? 10, detail: message }
  const known = [code?.replace('.', '_'), status, status > 500 ? 500 : undefined].find((name) => has(`errors.${name}`))
  return t(`errors.${known ?? 'unexpected'}`, values)
}

/** The same of what an answer tells of a field, a lesson or a job. */
export const reason = ({ code, detail }) => sentence({ code, message: detail })

export function tellError(error) {
  if (error.name === 'AbortError') return
  if (error.status === undefined) console.error(error)
  tell(sentence(error), { bad: true })
}

/** Says no at a field: `show(undefined)` takes it back. */
export function fieldError(input) {
  const place = h('p', { class: 'error', id: `${input.id}-error` })
  input.addEventListener('input', () => show())
  function show(text) {
    fill(place, text ? [icon('alert'), text] : [])
    if (text) {
      input.setAttribute('aria-invalid', 'true')
      input.setAttribute('aria-describedby', place.id)
    } else {
      input.removeAttribute('aria-invalid')
      input.removeAttribute('aria-describedby')
    }
  }
  return { place, show }
}
