// The line between the browser and the store: slowed, cut, watched.

/** A line of a few megabytes a second, so that something can happen in the middle of an upload. */
export async function slowLine(page, uploadBytesPerSecond) {
  const session = await page.context().newCDPSession(page)
  const conditions = (offline) =>
    session.send('Network.emulateNetworkConditions', {
      offline,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: uploadBytesPerSecond,
    })
  await conditions(false)
  return { cut: () => conditions(true), mend: () => conditions(false) }
}

/** `0` for an address of no part. */
export function partNumber(url) {
  return Number(new URL(url).searchParams.get('partNumber') ?? 0)
}

/** Part numbers whose PUT the store has answered, in order of the answers; `0` is a PUT without parts. */
export function watchPuts(page) {
  const arrived = []
  page.on('response', (response) => {
    if (response.request().method() !== 'PUT' || response.status() !== 200) return
    arrived.push(partNumber(response.url()))
  })
  return arrived
}

/** Breaks the connection under the first PUT of each of these parts. */
export async function dropParts(page, partNumbers) {
  const left = new Set(partNumbers)
  await page.route(
    (url) => url.searchParams.has('partNumber'),
    (route) => {
      const request = route.request()
      const drop = request.method() === 'PUT' && left.delete(partNumber(request.url()))
      return drop ? route.abort('connectionreset') : route.continue()
    },
  )
  return left
}
