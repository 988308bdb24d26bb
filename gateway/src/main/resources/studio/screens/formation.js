// One formation: its modules and lessons, and what its trainer does with it.
import { hasRole, visitor } from '../auth.js'
import { get, post, remove, send } from '../api.js'
import { fill, h } from '../dom.js'
import { follow } from '../follow.js'
import { clock, lasting, percentage, t } from '../i18n.js'
import { confirm } from '../ui/dialog.js'
import { icon } from '../ui/icons.js'
import { busy, head, pill, progressBar } from '../ui/parts.js'
import { reason, tell, tellError } from '../ui/snackbar.js'

const PLAYS = ['playable', 'ready']

export default async function formation({ main, signal, params: [id] }) {
  let shown = await get(`/api/formations/${id}`, { signal })
  const retried = new Set()
  let watching
  const mine = shown.trainer_id === visitor().id || hasRole('admin')
  const body = h('div', { class: 'stack' })
  const draw = (formation) => fill(body, modules((shown = formation), { mine, again }))
  fill(main,
    head(shown.title, {
      text: shown.description,
      back: { href: '#/formations', text: t('nav.formations') },
      tools: mine ? trainersTools(() => shown, (changed) => draw(changed)) : [],
    }),
    body,
  )
  draw(shown)
  if (['submitted', 'processing'].includes(shown.status)) watch()

  function watch() {
    watching ??= follow(id, { signal, show: draw, until: isMade })
      .catch((refused) => signal.aborted || tellError(refused))
      .finally(() => (watching = undefined))
  }

  /** The formation hears of a retry a moment later: until it has, the lesson is the failed one of before. */
  function isMade({ status, modules }) {
    for (const lesson of modules.flatMap(({ videos }) => videos)) if (lesson.status !== 'failed') retried.delete(lesson.id)
    return retried.size === 0 && ['ready', 'degraded'].includes(status)
  }

  async function again(lesson) {
    await post(`/api/tasks/${lesson.videoId}/retry`)
    retried.add(lesson.id)
    tell(t('formation.retried'))
    watch()
  }
}

function modules(formation, { mine, again }) {
  const lessons = formation.modules.flatMap(({ videos }) => videos)
  const total = lessons.reduce((sum, { duration }) => sum + (duration ?? 0), 0)
  return [
    h('p', { class: 'row wrap muted' }, pill(formation.status), !formation.published && h('span', { class: 'pill' }, t('formations.draft')),
      h('span', {}, [t('formations.lessons', { n: lessons.length }), total > 0 && lasting(total)].filter(Boolean).join(' · '))),
    formation.change?.status === 'refused' && h('p', { class: 'notice bad' }, t('formation.changeRefused'), ' ', [...new Set(formation.change.errors.map(reason))].join(' ')),
    formation.modules.map((module, number) => h('section', { class: 'card module' },
      h('h2', { class: 'pad' }, t('formation.module', { n: number + 1, title: module.title })),
      module.description && h('p', { class: 'muted about' }, module.description),
      h('ol', { class: 'lessons' }, module.videos.map((lesson) => lessonRow(lesson, { mine, again }))),
    )),
  ]
}

function lessonRow(lesson, { mine, again }) {
  const { title, status, progress, duration, poster, rel, error } = lesson
  const plays = PLAYS.includes(status)
  const name = plays || status !== 'failed' ? h('a', { href: `#/watch/${rel}` }, title) : h('span', {}, title)
  return h('li', { class: 'lesson', data: { status } },
    h('span', { class: 'thumb' }, poster ? h('img', { src: poster, alt: '', loading: 'lazy' }) : status === 'failed' ? icon('alert') : plays ? icon('film') : h('span', { class: 'skeleton' })),
    h('div', { class: 'grow' },
      h('h3', {}, name),
      lesson.description && h('p', { class: 'small muted' }, lesson.description),
      error && h('p', { class: 'small bad' }, reason(error)),
      !plays && status !== 'failed' && h('div', { class: 'row small' }, progressBar(progress, t('formations.progress', { title }), 'thin'), h('span', { class: 'num nowrap' }, percentage(progress))),
    ),
    status !== 'ready' && pill(status),
    status === 'failed' && mine && h('button', { class: 'button small', onclick: ({ currentTarget }) => busy(currentTarget, () => again(lesson)).catch(tellError) }, icon('retry'), t('common.retry')),
    duration && h('span', { class: 'num muted small' }, clock(duration)),
  )
}

/** People, publishing, downloads and deletion. */
function trainersTools(current, changed) {
  const toggle = (name) => {
    const box = h('input', { type: 'checkbox', checked: current()[name] })
    box.addEventListener('change', () => change({ [name]: box.checked }).catch((refused) => ((box.checked = current()[name]), tellError(refused))))
    return h('label', { class: 'check' }, box, t(`formation.${name}`))
  }

  /** What is changed is the edition that was read: somebody else's change in between is refused, not lost. */
  async function change(patch) {
    const path = `/api/formations/${current().id}`
    const etag = (await send('GET', path)).headers.get('ETag')
    changed(await (await send('PATCH', path, { body: patch, headers: { 'If-Match': etag } })).json())
    tell(t('formation.changed'))
  }

  async function erase() {
    const { id, title } = current()
    if (!(await confirm({ title: t('formation.delete'), text: t('formation.deleteText', { title }), yes: t('formation.delete') }))) return
    await remove(`/api/formations/${id}`)
    tell(t('formation.deleted', { title }))
    location.hash = '#/formations'
  }

  return [
    toggle('published'),
    toggle('allow_downloads'),
    h('a', { class: 'button', href: `#/people/${current().id}` }, icon('people'), t('nav.people')),
    h('button', { class: 'button danger', onclick: () => erase().catch(tellError) }, icon('trash'), t('common.delete')),
  ]
}
