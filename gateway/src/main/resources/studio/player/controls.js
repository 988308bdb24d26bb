// The bar under the picture.
import { fill, h } from '../dom.js'
import { clock, t } from '../i18n.js'
import { icon } from '../ui/icons.js'
import { keyboard } from './keyboard.js'
import { seekBar } from './seek-bar.js'

const SPEEDS = [0.75, 1, 1.25, 1.5, 2]
/** Milliseconds after which the bar hides while it plays. */
const IDLE = 2800

/** @param hls undefined where the browser plays by itself */
export function controls(video, player, { hls, sprites, live, signal }) {
  const on = (target, events, action) => {
    for (const event of events.split(' ')) target.addEventListener(event, action, { signal })
  }
  const playing = toggle('play', () => (video.paused ? video.play() : video.pause()))
  const mute = toggle('mute', () => (video.muted = !video.muted))
  const volume = h('input', { type: 'range', class: 'volume', min: 0, max: 1, step: 0.05, 'aria-label': t('player.volume') })
  const time = h('span', { class: 'time num' })
  const full = toggle('full', () => (document.fullscreenElement ? document.exitFullscreen() : player.requestFullscreen()))
  const seek = live ? h('span', { class: 'grow' }) : seekBar(video, sprites, { on })

  on(volume, 'input', () => Object.assign(video, { volume: volume.value, muted: Number(volume.value) === 0 }))
  on(video, 'play pause ended', drawPlay)
  on(video, 'volumechange', drawVolume)
  on(video, 'timeupdate durationchange seeking', drawTime)
  on(document, 'fullscreenchange', drawFull)

  const bar = h('div', { class: 'controls' },
    !live && seek,
    h('div', { class: 'buttons' },
      playing, mute, volume,
      live ? h('span', { class: 'live-badge' }, t('live.badge')) : time,
      h('span', { class: 'grow' }),
      captions(hls, on), !live && speed(video), rungs(hls, on),
      document.fullscreenEnabled && full,
    ),
  )
  drawPlay()
  drawVolume()
  drawTime()
  drawFull()
  keyboard(video, player, { live, on, mute, full })
  hideWhenIdle(player, video, on)
  return bar

  function drawPlay() {
    show(playing, video.paused ? 'play' : 'pause', t(video.paused ? 'player.play' : 'player.pause'))
  }
  function drawVolume() {
    const silent = video.muted || video.volume === 0
    show(mute, silent ? 'muted' : 'volume', t(silent ? 'player.unmute' : 'player.mute'))
    volume.value = silent ? 0 : video.volume
    volume.style.setProperty('--done', `${volume.value * 100}%`)
  }
  function drawTime() {
    fill(time, `${clock(video.currentTime)} / ${clock(video.duration)}`)
  }
  function drawFull() {
    const is = document.fullscreenElement === player
    show(full, is ? 'unfull' : 'full', t(is ? 'player.unfull' : 'player.full'))
  }
}

const toggle = (name, onclick) => h('button', { class: 'icon-button', data: { control: name }, onclick })

function show(button, name, label) {
  fill(button, icon(name, { kind: name === 'play' ? 'filled' : '' }))
  button.setAttribute('aria-label', label)
  button.title = label
}

function choice(label, name) {
  return h('select', { class: 'player-select', 'aria-label': label, title: label, data: { control: name } })
}

function speed(video) {
  const list = choice(t('player.speed'), 'speed')
  fill(list, SPEEDS.map((value) => h('option', { value }, `${value}×`)))
  list.value = '1'
  list.addEventListener('change', () => (video.playbackRate = Number(list.value)))
  return list
}

/** The rungs of the ladder, best first; hls.js chooses until somebody else does. */
function rungs(hls, on) {
  if (!hls) return undefined
  const list = choice(t('player.quality'), 'quality')
  const name = ({ height, bitrate }) => (height ? `${height}p` : `${Math.round(bitrate / 1000)} kbit/s`)
  const draw = () => {
    const automatic = hls.autoLevelEnabled && hls.levels[hls.loadLevel]
    const best = hls.levels.map((level, index) => [index, name(level)]).reverse()
    fill(list, h('option', { value: -1 }, automatic ? t('player.autoAt', { rung: name(automatic) }) : t('player.auto')), best.map(([value, text]) => h('option', { value }, text)))
    list.value = hls.autoLevelEnabled ? -1 : hls.nextLevel
    list.hidden = hls.levels.length === 0
  }
  hls.on('hlsManifestParsed', draw)
  hls.on('hlsLevelSwitched', draw)
  on(list, 'change', () => {
    hls.nextLevel = Number(list.value)
  })
  draw()
  return list
}

function captions(hls, on) {
  if (!hls) return undefined
  const list = choice(t('player.captions'), 'captions')
  const draw = () => {
    list.hidden = hls.subtitleTracks.length === 0
    fill(list, h('option', { value: -1 }, t('player.noCaptions')), hls.subtitleTracks.map(({ name, lang }, value) => h('option', { value }, name || lang)))
    list.value = hls.subtitleTrack
  }
  hls.on('hlsSubtitleTracksUpdated', draw)
  on(list, 'change', () => {
    hls.subtitleTrack = Number(list.value)
    hls.subtitleDisplay = hls.subtitleTrack >= 0
  })
  draw()
  return list
}

function hideWhenIdle(player, video, on) {
  let timer
  const wake = () => {
    player.classList.remove('idle')
    clearTimeout(timer)
    timer = setTimeout(() => {
      const used = player.querySelector('.controls :focus-visible')
      if (!video.paused && !used) player.classList.add('idle')
    }, IDLE)
  }
  on(player, 'pointermove pointerdown keydown focusin', wake)
  on(video, 'play pause', wake)
}
