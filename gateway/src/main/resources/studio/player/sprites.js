// Pictures for the seek bar: WebVTT says which part of which sheet shows which second. All of it takes the playback token.

const CUE = /([\d:.]+) --> ([\d:.]+)[^\n]*\n([^#\n]+)#xywh=(\d+),(\d+),(\d+),(\d+)/g
const seconds = (clock) => clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)

/** @param headers gives those of the newest token @return a function from a second to `{sheet, x, y, width, height}` */
export async function loadSprites(path, headers) {
  const url = new URL(path, location).href
  const load = async (address) => {
    const response = await fetch(address, { headers: headers(address) })
    if (!response.ok) throw new Error(`${address} answers ${response.status}`)
    return response
  }
  const text = await (await load(url)).text()
  const cues = [...text.matchAll(CUE)].map(([, from, to, sheet, ...place]) => {
    const [x, y, width, height] = place.map(Number)
    return { from: seconds(from), to: seconds(to), url: new URL(sheet, url).href, x, y, width, height }
  })
  const sheets = new Map()
  const sheet = (address) => {
    if (!sheets.has(address)) sheets.set(address, load(address).then((response) => response.blob()).then(URL.createObjectURL))
    return sheets.get(address)
  }
  return {
    async at(second) {
      const cue = cues.find(({ from, to }) => second >= from && second < to) ?? cues.at(-1)
      return cue && { ...cue, sheet: await sheet(cue.url) }
    },
    forget() {
      for (const loading of sheets.values()) loading.then(URL.revokeObjectURL, () => {})
    },
  }
}
