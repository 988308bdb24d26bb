// Beside the form: how much there is to send, then one bar for all of it, and each file on its own.
import { fill, h } from '../dom.js'
import { bytes, lasting, percentage, t } from '../i18n.js'
import { sending } from '../upload/session.js'
import { icon } from '../ui/icons.js'
import { progressBar } from '../ui/parts.js'
import { sentence } from '../ui/snackbar.js'

/** Redrawn at most this often, ms: reports of progress come by the dozen. */
const PAUSE = 150

export function progressPanel({ create, cancel, discard, signal }) {
  const panel = h('aside', { class: 'card pad stack maker-panel', 'aria-label': t('create.panel') })
  const spoken = h('p', { class: 'sr', role: 'status' })
  const figures = h('div', { class: 'stack' })
  const actions = h('div', { class: 'row wrap' })
  fill(panel, spoken, figures, actions)
  let waiting
  let phase
  let actionsOf
  const draw = () => {
    waiting = undefined
    if (signal.aborted) return
    const going = sending.busy || sending.phase === 'failed' || sending.interrupted
    const focused = document.activeElement?.dataset?.action
    fill(figures, going ? underWay() : still({ create, discard }))
    // A button that is drawn anew while it is pressed is never clicked.
    const kind = going && phaseShown()
    if (kind !== actionsOf) fill(actions, going && buttons({ create, cancel }))
    actionsOf = kind
    actions.hidden = !going
    if (focused && !document.activeElement?.dataset?.action) panel.querySelector(`[data-action="${focused}"]`)?.focus()
    if (phase !== sending.phase) fill(spoken, t(`create.phases.${(phase = sending.phase)}`))
  }
  sending.addEventListener('change', () => (waiting ??= setTimeout(draw, PAUSE)), { signal })
  for (const event of ['online', 'offline']) addEventListener(event, draw, { signal })
  draw()
  return panel
}

function still({ create, discard }) {
  const { lessons, total } = sending
  return [
    h('h2', {}, t('create.summary')),
    h('p', { class: 'muted' }, lessons.length === 0 ? t('create.noFiles') : `${t('create.files', { n: lessons.length })} · ${bytes(total)}`),
    h('button', { class: 'button primary big wide', data: { action: 'create' }, onclick: create }, t('create.create')),
    h('p', { class: 'small muted' }, t('create.keptHere')),
    lessons.length > 0 && h('button', { class: 'button quiet small', onclick: discard }, icon('trash'), t('create.discard')),
  ]
}

const phaseShown = () => (sending.interrupted ? 'interrupted' : sending.phase)

function underWay() {
  const { phase, percent, total, speed, secondsLeft } = sending
  return [
    h('h2', {}, t(`create.phases.${phaseShown()}`)),
    !navigator.onLine && h('p', { class: 'notice warn' }, icon('alert'), h('span', { class: 'grow' }, t('create.offline'))),
    h('div', { class: 'stack tight' },
      h('p', { class: 'percent num' }, percentage(percent)),
      progressBar(percent, t('create.all'), 'thick'),
      h('p', { class: 'row wrap small muted num between' },
        h('span', {}, t('create.ofAll', { sent: bytes(sending.bytes), total: bytes(total) })),
        phase === 'sending' && speed > 0 && h('span', {}, `${bytes(speed)}/s`),
        phase === 'sending' && secondsLeft !== undefined && h('span', {}, t('create.left', { time: lasting(secondsLeft) })),
      ),
    ),
    h('ul', { class: 'files' }, sending.lessons.map(fileRow)),
  ]
}

function buttons({ create, cancel }) {
  const shown = phaseShown()
  const action = (name, text, onclick, kind = '') => h('button', { class: `button ${kind}`, data: { action: name }, onclick }, text)
  return [
    shown === 'sending' && action('pause', t('create.pause'), () => sending.pause()),
    shown === 'paused' && action('pause', t('create.resume'), () => sending.resume(), 'primary'),
    shown === 'interrupted' && action('pause', t('create.resume'), create, 'primary'),
    shown === 'failed' && action('pause', t('common.retry'), create, 'primary'),
    shown !== 'publishing' && action('cancel', t('create.cancel'), cancel, 'danger'),
  ]
}

function fileRow(lesson) {
  const { key, title, size, done, videoId } = lesson
  const error = sending.errors.get(key)
  const sent = sending.bytesOf(lesson)
  return h('li', { data: { file: key } },
    h('p', { class: 'row small' },
      h('span', { class: 'grow clip' }, title),
      error ? h('span', { class: 'bad' }, icon('alert')) : done || videoId ? h('span', { class: 'good' }, icon('check'), h('span', { class: 'sr' }, t('create.arrived'))) : h('span', { class: 'num muted' }, percentage((100 * sent) / size)),
    ),
    error ? h('p', { class: 'small bad' }, sentence(error)) : progressBar(size ? (100 * sent) / size : 100, title, 'thin'),
  )
}
