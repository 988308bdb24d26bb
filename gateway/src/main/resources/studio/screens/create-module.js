// One module of the course that is being made: its words, and files chosen for it, several at once.
import { fill, h, uid } from '../dom.js'
import { bytes, t } from '../i18n.js'
import { keepFile } from '../upload/drafts.js'
import { lessonOf, sending } from '../upload/session.js'
import { icon } from '../ui/icons.js'
import { field } from '../ui/parts.js'
import { fieldError, sentence, tell } from '../ui/snackbar.js'

/** @param named registers a field by its JSON path, as the platform names it in `errors` */
export function moduleCard({ draft, module, index, named, changed, redraw }) {
  const path = `modules[${index}]`
  const write = (name) => ({ target }) => {
    module[name] = target.value
    changed()
  }
  const chooser = named(`${path}.videos`, files({ module, redraw }))
  const lessons = h('ol', { class: 'lessons edit' }, module.videos.map((lesson, place) => lessonRow({ module, lesson, place, path, named, changed, redraw })))
  return h('fieldset', { class: 'card module' },
    h('legend', { class: 'sr' }, t('create.module', { n: index + 1 })),
    h('div', { class: 'pad stack' },
      h('div', { class: 'row' },
        h('h2', { class: 'grow' }, t('create.module', { n: index + 1 })),
        draft.modules.length > 1 && tool('trash', t('create.removeModule', { n: index + 1 }), () => removeModule()),
      ),
      named(`${path}.title`, field({ label: t('create.moduleTitle'), maxlength: 255, value: module.title, oninput: write('title') })),
      field({ label: t('create.moduleDescription'), maxlength: 10000, value: module.description, oninput: write('description') }),
    ),
    lessons,
    h('div', { class: 'pad' }, chooser),
  )

  function removeModule() {
    module.videos.forEach((lesson) => sending.drop(lesson))
    draft.modules.splice(index, 1)
    redraw()
  }
}

const tool = (name, label, onclick, still = false) =>
  h('button', { class: 'icon-button', type: 'button', 'aria-label': label, title: label, onclick, disabled: still, data: { still } }, icon(name))

/** Where files are dropped or chosen. They stay in the browser. */
function files({ module, redraw }) {
  const id = uid('files')
  const input = h('input', { id, type: 'file', class: 'sr', multiple: true, accept: 'video/*,audio/*', onchange: () => take([...input.files]) })
  const error = fieldError(input)
  const area = h('label', { for: id, class: 'drop' }, icon('upload'), h('span', {}, h('strong', {}, t('create.choose')), h('span', { class: 'small muted' }, t('create.chooseHint'))))
  area.addEventListener('dragover', (event) => (event.preventDefault(), area.classList.add('over')))
  area.addEventListener('dragleave', () => area.classList.remove('over'))
  area.addEventListener('drop', (event) => {
    event.preventDefault()
    area.classList.remove('over')
    if (!sending.busy) take([...event.dataTransfer.files])
  })
  const missing = () => (module.videos.length === 0 ? t('create.needsFiles') : undefined)
  return Object.assign(h('div', { class: 'field' }, input, area, error.place), { input, fail: error.show, missing })

  async function take(chosen) {
    const good = chosen.filter(({ type, size }) => size > 0 && /^(video|audio)\/|^$/.test(type))
    for (const file of chosen.filter((file) => !good.includes(file))) tell(t('create.notVideo', { name: file.name }), { bad: true })
    for (const file of good) {
      const lesson = lessonOf(file)
      sending.files.set(lesson.key, file)
      module.videos.push(lesson)
      keepFile(lesson.key, file)
    }
    redraw()
  }
}

function lessonRow({ module, lesson, place, path, named, changed, redraw }) {
  const { key, name, size, videoId } = lesson
  const isThere = () => videoId || lesson.done || sending.files.has(key)
  const id = uid('lesson')
  const title = h('input', { id, class: 'input', value: lesson.title, maxlength: 255, 'aria-label': t('create.lessonTitle', { n: place + 1 }), oninput: write('title') })
  const error = fieldError(title)
  named(`${path}.videos[${place}].title`, { input: title, fail: error.show })
  named(`${path}.videos[${place}].videos`, { input: title, fail: error.show, missing: () => (isThere() ? undefined : t('create.fileLost')) })
  const row = h('li', { class: 'lesson', data: { lesson: key } },
    h('span', { class: 'handle' }, icon(videoId ? 'spark' : 'film')),
    h('div', { class: 'grow stack tight' },
      title,
      h('p', { class: 'small muted' }, videoId ? t('create.generated') : `${name} · ${bytes(size)}`),
      error.place,
      !isThere() && again(),
      h('details', { open: lesson.description !== '' }, h('summary', {}, t('create.lessonDescription')),
        h('textarea', { class: 'textarea', 'aria-label': t('create.lessonDescription'), maxlength: 10000, oninput: write('description'), value: lesson.description })),
    ),
    h('div', { class: 'tools' },
      tool('up', t('create.up', { title: lesson.title }), () => move(-1), place === 0),
      tool('down', t('create.down', { title: lesson.title }), () => move(1), place === module.videos.length - 1),
      tool('trash', t('create.removeLesson', { title: lesson.title }), () => drop()),
    ),
  )
  row.addEventListener('refused', ({ detail }) => error.show(sentence(detail)))
  return row

  function write(property) {
    return ({ target }) => {
      lesson[property] = target.value
      changed()
    }
  }

  function move(by) {
    module.videos.splice(place, 1)
    module.videos.splice(place + by, 0, lesson)
    redraw()
  }

  function drop() {
    module.videos.splice(place, 1)
    sending.drop(lesson)
    redraw()
  }

  /** The browser had no room for it: the same file once more, and what has arrived of it counts. */
  function again() {
    const chosen = uid('again')
    const input = h('input', { id: chosen, type: 'file', class: 'sr', accept: 'video/*,audio/*' })
    input.addEventListener('change', () => {
      const [file] = input.files
      if (file.name !== name || file.size !== size) return tell(t('create.otherFile', { name }), { bad: true })
      sending.files.set(key, file)
      redraw()
    })
    return h('span', {}, input, h('label', { for: chosen, class: 'button small' }, icon('upload'), t('create.chooseAgain')))
  }
}
