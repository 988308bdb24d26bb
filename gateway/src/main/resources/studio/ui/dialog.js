// Modal windows, by <dialog>: focus stays in them, Escape closes them.
import { h, uid } from '../dom.js'
import { t } from '../i18n.js'
import { icon } from './icons.js'

/** @param actions buttons of its foot @return `{element, close, closed}`; `closed` is done when it is gone */
export function openDialog({ title, content, actions = [], wide = false, sheet = false }) {
  const id = uid('dialog')
  const close = () => element.close()
  const element = h('dialog', { 'aria-labelledby': id, class: [wide && 'wide', sheet && 'sheet'].filter(Boolean).join(' ') },
    h('header', {},
      h('h2', { id }, title),
      h('button', { class: 'icon-button', 'aria-label': t('common.close'), onclick: close }, icon('close')),
    ),
    h('div', { class: 'content' }, content),
    actions.length > 0 && h('footer', {}, actions),
  )
  element.addEventListener('click', (event) => event.target === element && close())
  const closed = new Promise((gone) => element.addEventListener('close', () => (element.remove(), gone())))
  document.body.append(element)
  element.showModal()
  return { element, close, closed }
}

/** Asks before what cannot be taken back. @return whether it was said yes to */
export async function confirm({ title, text, yes }) {
  let answer = false
  const decide = (said) => () => ((answer = said), dialog.close())
  const dialog = openDialog({
    title,
    content: h('p', { class: 'muted' }, text),
    actions: [
      h('button', { class: 'button', onclick: decide(false), autofocus: true }, t('common.no')),
      h('button', { class: 'button danger', onclick: decide(true) }, yes),
    ],
  })
  await dialog.closed
  return answer
}
