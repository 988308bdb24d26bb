// Server-sent events by fetch: EventSource sends no header, and a token has no place in an address.
import { after, send } from './api.js'

/** What ends a stream for good; all else is tried again. */
const isFinal = ({ status }) => status >= 400 && status < 500 && status !== 429

/** What was heard last, for a stream that is left and taken up again. */
export const fromNow = () => ({ id: '', retry: 1000 })

/**
 * Goes on by itself when the connection breaks, and misses nothing: `Last-Event-ID` says what is known already.
 *
 * @yields `{event, data}`, data parsed; ends when the loop over it is left, or quietly when the signal is aborted
 */
export async function* events(path, signal, known = fromNow()) {
  for (;;) {
    let asked = 0
    try {
      const headers = known.id ? { 'Last-Event-ID': known.id } : {}
      const response = await send('GET', path, { headers, signal })
      yield* read(response.body, known)
    } catch (broken) {
      if (signal?.aborted) return
      if (isFinal(broken)) throw broken
      asked = (broken.retryAfter ?? 0) * 1000
    }
    try {
      await after(Math.max(known.retry, asked) / 1000, signal)
    } catch {
      return
    }
  }
}

async function* read(body, known) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      const blocks = (rest + value).split('\n\n')
      rest = blocks.pop()
      for (const block of blocks) {
        const { id, retry, event, data } = fields(block)
        if (id !== undefined) known.id = id
        if (retry !== undefined) known.retry = Number(retry)
        if (data !== undefined) yield { event, data: JSON.parse(data) }
      }
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** Lines that begin with a colon are heartbeats. */
function fields(block) {
  const found = {}
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':')
    if (colon < 1) continue
    const [name, value] = [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')]
    found[name] = name === 'data' && found.data !== undefined ? `${found.data}\n${value}` : value
  }
  return found
}
