// Where one is, what is there already, and a picture of where one would go.
import { fill, h } from '../dom.js'
import { clock, lasting, t } from '../i18n.js'

export function seekBar(video, sprites, { on }) {
  const range = h('input', { type: 'range', class: 'seek', min: 0, max: 0, step: 0.1, value: 0, 'aria-label': t('player.seek') })
  const picture = h('span', { class: 'picture', hidden: true })
  const moment = h('span', { class: 'num' })
  const preview = h('span', { class: 'preview', hidden: true, 'aria-hidden': 'true' }, picture, moment)
  let held = false

  on(video, 'timeupdate durationchange progress seeking', draw)
  on(range, 'input', () => {
    held = true
    show(Number(range.value))
    draw()
  })
  on(range, 'change', () => {
    held = false
    video.currentTime = Number(range.value)
    preview.hidden = true
  })
  on(range, 'pointermove', ({ clientX }) => {
    const { left, width } = range.getBoundingClientRect()
    show(Math.max(0, Math.min(1, (clientX - left) / width)) * (video.duration || 0))
  })
  on(range, 'pointerleave blur', () => (preview.hidden = true))
  draw()
  return h('div', { class: 'seek-bar' }, preview, range)

  function draw() {
    const { duration, buffered } = video
    if (!Number.isFinite(duration)) return
    range.max = duration
    if (!held) range.value = video.currentTime
    const end = [...Array(buffered.length).keys()].map((i) => buffered.end(i)).find((to) => to >= video.currentTime) ?? 0
    range.style.setProperty('--done', `${(100 * range.value) / duration}%`)
    range.style.setProperty('--there', `${(100 * end) / duration}%`)
    range.setAttribute('aria-valuetext', t('player.position', { at: lasting(Number(range.value)), of: lasting(duration) }))
  }

  async function show(second) {
    if (!video.duration) return
    preview.hidden = false
    preview.style.setProperty('--at', second / video.duration)
    fill(moment, clock(second))
    const cue = await sprites?.at(second).catch(() => undefined)
    picture.hidden = !cue
    if (!cue) return
    const { sheet, x, y, width, height } = cue
    Object.assign(picture.style, { backgroundImage: `url("${sheet}")`, backgroundPosition: `-${x}px -${y}px`, width: `${width}px`, height: `${height}px` })
  }
}
