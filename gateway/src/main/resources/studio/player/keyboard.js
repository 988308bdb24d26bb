// Keys, as on every player: space or K, arrows, J and L, M, F, Home and End, digits for tenths.

const SCROLLING = ['ArrowUp', 'ArrowDown', 'Home', 'End']

export function keyboard(video, player, { live, on, mute, full }) {
  const seek = (second) => live || (video.currentTime = Math.max(0, Math.min(video.duration || 0, second)))
  const louder = (by) => Object.assign(video, { muted: false, volume: Math.max(0, Math.min(1, video.volume + by)) })
  const keys = {
    ' ': () => (video.paused ? video.play() : video.pause()),
    k: () => keys[' '](),
    ArrowLeft: () => seek(video.currentTime - 5),
    ArrowRight: () => seek(video.currentTime + 5),
    j: () => seek(video.currentTime - 10),
    l: () => seek(video.currentTime + 10),
    ArrowUp: () => louder(0.1),
    ArrowDown: () => louder(-0.1),
    Home: () => seek(0),
    End: () => seek(video.duration - 1),
    m: () => mute.click(),
    f: () => full.click(),
  }

  on(document, 'keydown', (event) => {
    const { key, target, ctrlKey, metaKey, altKey } = event
    if (ctrlKey || metaKey || altKey) return
    // Beside the player the keys that scroll a page go on doing so.
    const beside = target.matches('body, main, h1')
    if (!player.contains(target) && !(beside && !SCROLLING.includes(key))) return
    // A list has arrows of its own, a button its space.
    if (target.matches('select') || (target.matches('button') && [' ', 'Enter'].includes(key))) return
    if (target.matches('.volume') && key.startsWith('Arrow')) return
    const action = /^\d$/.test(key) ? () => seek((video.duration * Number(key)) / 10) : keys[key.length === 1 ? key.toLowerCase() : key]
    if (!action) return
    event.preventDefault()
    action()
  })
}
