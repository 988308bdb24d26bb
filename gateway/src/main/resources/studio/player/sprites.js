// Pictures for the seek bar: WebVTT says which part of which sheet shows which second. All of it takes the playback token.

const CUE = /([\d:.]+) --> ([\d:.]+)[^\n]*\n([^#\n]+)#xywh=(\d+),(\d+),(\d+),(\d+)/g
const seconds = (clock) => clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)

/** @param headers gives those of the newest token @return `at(second)`, a promise of `{sheet, x, y, width, height}`, and `forget()` */
export function loadSprites(path, headers) {
  const url = new URL(path, location).href
  const load = async (address) => {
    const response = await fetch(address, { headers: headers(address) })
    if (!response.ok) throw new Error(`${address} answers ${response.status}`)
    return response
  }
  const cues = load(url).then((response) => response.text()).then((text) => cuesOf(text, url))
  cues.catch(() => {})
  const sheets = new Map()
  const sheet = (address) => {
    if (!sheets.has(address)) sheets.set(address, load(address).then((response) => response.blob()).then(URL.createObjectURL))
    return sheets.get(address)
  }
  return {
    async at(second) {
      const all = await cues
      const cue = all.find(({ from, to }) => second >= from && second < to) ?? all.at(-1)
      return cue && { ...cue, sheet: await sheet(cue.url) }
    },
    forget() {
      for (const loading of sheets.values()) loading.then(URL.revokeObjectURL, () => {})
    },
  }
}

function cuesOf(text, url) {
  return [...text.matchAll(CUE)].map(([, from, to, sheet, ...place]) => {
    const [x, y, width, height] = place.map(Number)
    return { from: seconds(from), to: seconds(to), url: new URL(sheet, url).href, x, y, width, height }
  })
}
