// The player: a picture, what there is to say instead of one, and controls for mouse, finger and keyboard.
import { fill, h } from '../dom.js'
import { percentage, t } from '../i18n.js'
import { icon } from '../ui/icons.js'
import { progressBar } from '../ui/parts.js'
import { sentence, tell, tellError } from '../ui/snackbar.js'
import { controls } from './controls.js'
import { play } from './engine.js'

/** Seconds within which a live that is recorded has a picture. */
const SOON = 30

/**
 * @param source as `play` of engine.js takes it; `title`, `poster`
 * @return its element, with `progress(percent)` for a lesson that is being converted, and `video`
 */
export function player(source, { signal, autoplay = false }) {
  const video = h('video', { playsinline: true, poster: source.poster ?? null, 'aria-label': source.title, tabindex: '-1' })
  const message = h('div', { class: 'message', role: 'status' })
  const spinner = h('span', { class: 'spinner', hidden: true })
  const big = h('button', { class: 'big-play', 'aria-label': t('player.play'), hidden: true, onclick: start }, icon('play', { kind: 'filled' }))
  const element = h('div', { class: 'player', role: 'region', 'aria-label': t('player.name') }, video, spinner, big, message)
  let percent

  /** The button goes, and the focus would be lost with it. */
  function start() {
    video.focus({ preventScroll: true })
    video.play()
  }

  const say = (...content) => {
    message.hidden = content.length === 0
    fill(message, content)
  }
  const waiting = (refused) => {
    element.dataset.state = 'waiting'
    const encoding = refused?.code === 'playback.not_ready'
    const pictureless = encoding && source.live && Date.now() - begun > SOON * 1000
    const soon = pictureless ? 'live.noPicture' : source.live ? 'player.liveSoon' : 'player.encoding'
    say(
      pictureless ? icon('live') : h('span', { class: 'spinner still' }),
      h('p', { class: 'loud' }, encoding ? t(soon) : refused ? sentence(refused) : t('common.loading')),
      encoding && h('p', { class: 'small' }, t(pictureless ? 'live.noPictureText' : 'player.startsItself')),
      encoding && percent > 0 && h('div', { class: 'row waiting' }, progressBar(percent, t('player.encoding'), 'thin'), h('span', { class: 'num' }, percentage(percent))),
    )
    if (refused && !encoding) tellError(refused)
  }
  let last
  const on = {
    waiting: (refused) => waiting((last = refused)),
    ready({ hls, sprites }) {
      element.dataset.state = 'ready'
      say()
      const bar = controls(video, element, { hls, sprites, live: source.live, signal })
      element.append(bar)
      big.hidden = false
      if (autoplay) video.play().catch(() => {})
    },
    refused(error) {
      const text = error.code === 'auth.forbidden' ? t('player.forbidden') : sentence(error)
      element.dataset.state = 'refused'
      video.pause()
      attempt.abort()
      say(icon('alert'), h('p', { class: 'loud' }, text), h('button', { class: 'button', onclick: begin }, t('common.retry')))
      tell(text, { bad: true })
    },
    hiccup: tellError,
  }

  video.addEventListener('play', () => (big.hidden = true))
  video.addEventListener('waiting', () => (spinner.hidden = false))
  for (const event of ['playing', 'canplay', 'pause', 'ended']) video.addEventListener(event, () => (spinner.hidden = true))
  // A finger that taps the picture looks for the controls, as they are hidden under it.
  let byFinger = false
  video.addEventListener('pointerdown', ({ pointerType }) => (byFinger = pointerType === 'touch'))
  video.addEventListener('click', () => byFinger || (video.paused ? video.play() : video.pause()))
  let attempt
  let begun
  begin()

  function begin() {
    attempt?.abort()
    attempt = new AbortController()
    begun = Date.now()
    signal.addEventListener('abort', () => attempt.abort(), { once: true })
    element.querySelector('.controls')?.remove()
    waiting()
    play(video, source, { signal: attempt.signal, on }).catch((refused) => signal.aborted || refused.name === 'AbortError' || on.refused(refused))
  }

  return Object.assign(element, {
    video,
    progress(value) {
      percent = value
      if (element.dataset.state === 'waiting' && last) waiting(last)
    },
  })
}
