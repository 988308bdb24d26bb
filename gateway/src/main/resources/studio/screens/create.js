// Make a formation: words and files stay in the browser until "Create"; then all files go at once, and the course after them.
import { fill, h } from '../dom.js'
import { t } from '../i18n.js'
import { emptyModule, sending } from '../upload/session.js'
import { confirm } from '../ui/dialog.js'
import { icon } from '../ui/icons.js'
import { field, head, settled } from '../ui/parts.js'
import { reason, tell, tellError } from '../ui/snackbar.js'
import { moduleCard } from './create-module.js'
import { progressPanel } from './create-progress.js'

export default async function create({ main, signal }) {
  const draft = await sending.load()
  const save = settled(() => sending.save())
  const fields = new Map()
  let submitting = false

  const title = named('title', field({ label: t('create.title'), maxlength: 255, placeholder: t('create.titleHint'), value: draft.title, oninput: ({ target }) => keep('title', target.value) }))
  const about = named('description', field({ label: t('create.description'), kind: 'textarea', rows: 3, maxlength: 10000, value: draft.description, oninput: ({ target }) => keep('description', target.value) }))
  const modules = h('div', { class: 'stack' })
  const adding = h('button', { class: 'button', type: 'button', onclick: addModule }, icon('plus'), t('create.addModule'))
  const form = h('form', { class: 'stack', novalidate: true, onsubmit: submit },
    h('div', { class: 'card pad stack' }, title, about),
    modules,
    h('p', {}, adding),
  )
  const panel = progressPanel({ create: submit, cancel, discard, signal })

  fill(main,
    head(t('create.head'), { text: t('create.text'), back: { href: '#/formations', text: t('nav.formations') } }),
    h('div', { class: 'maker' }, form, panel),
  )
  drawModules()
  lock()
  showRefused()
  sending.addEventListener('change', lock, { signal })
  sending.addEventListener('change', showRefused, { signal })
  sending.addEventListener('change', beginAnew, { signal })

  function named(path, element) {
    fields.set(path, element)
    return element
  }

  function keep(name, value) {
    draft[name] = value
    changed()
  }

  function changed() {
    save()
    sending.dispatchEvent(new Event('change'))
  }

  /** While files are on their way the course stays as it is. */
  function lock() {
    const { busy } = sending
    for (const element of form.querySelectorAll('input, textarea, button')) element.disabled = busy || element.dataset.still === 'true'
    form.classList.toggle('locked', busy)
  }

  /** What was under way when the screen was opened is a course by now, or was discarded. */
  function beginAnew() {
    if (sending.draft !== draft && !submitting) dispatchEvent(new Event('hashchange'))
  }

  function drawModules() {
    for (const path of fields.keys()) if (path.startsWith('modules')) fields.delete(path)
    fill(modules, draft.modules.map((module, index) => moduleCard({ draft, module, index, named, changed, redraw })))
  }

  function redraw() {
    drawModules()
    changed()
  }

  function addModule() {
    draft.modules.push(emptyModule())
    redraw()
    modules.lastElementChild.querySelector('input').focus()
  }

  async function submit(event) {
    event?.preventDefault()
    if (sending.busy || !isWhole()) return
    submitting = true
    try {
      const formation = await sending.start()
      if (!formation) return
      tell(t('create.created', { title: formation.title }))
      if (!signal.aborted) location.hash = '#/formations'
    } catch (refused) {
      drawModules()
      lock()
      showRefused()
      for (const error of refused.errors ?? []) fields.get(error.field)?.fail(reason(error))
      tellError(refused)
      focusFirst()
    } finally {
      submitting = false
    }
  }

  /** Every error at its field, and the focus at the first. */
  function isWhole() {
    for (const [path, element] of fields) {
      if (path.endsWith('title') && !element.input.value.trim()) element.fail(t('create.needsTitle'))
      else if (path.endsWith('videos') && element.missing) element.fail(element.missing())
    }
    return !focusFirst()
  }

  function focusFirst() {
    const first = form.querySelector('[aria-invalid="true"]')
    first?.focus()
    return first
  }

  function showRefused() {
    for (const [key, error] of sending.errors) form.querySelector(`[data-lesson="${key}"]`)?.dispatchEvent(new CustomEvent('refused', { detail: error }))
  }

  async function cancel() {
    if (!(await confirm({ title: t('create.cancel'), text: t('create.cancelText'), yes: t('create.cancelYes') }))) return
    await sending.cancel().then(() => tell(t('create.cancelled')), tellError)
    redraw()
  }

  async function discard() {
    if (!(await confirm({ title: t('create.discard'), text: t('create.discardText'), yes: t('create.discardYes') }))) return
    await sending.discard().catch(tellError)
  }
}
