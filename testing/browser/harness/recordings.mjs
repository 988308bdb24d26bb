// What recorder.js talks to, as small as can be: it signs a few addresses at a time, and keeps what is put there.
import { createServer } from 'node:http'

const LEASE_S = 3
const AT_A_TIME = 4
const FOR_ANY_PAGE = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': '*',
  'Access-Control-Allow-Headers': '*, Authorization',
}

async function bodyOf(request) {
  const parts = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts)
}

/**
 * @param faults `store(seq, time, asked)` and `sign(time)` say with which status a PUT, or a question for addresses, is
 *   answered: for the how manieth time, from 0, and with an address of which answer; nothing is 200
 */
export async function openRecordings({ store = () => undefined, sign = () => undefined } = {}) {
  const chunks = new Map()
  const puts = []
  const asked = []
  let origin

  const addresses = (from) =>
    Array.from({ length: AT_A_TIME }, (_, i) => from + i).map((seq) => ({
      seq,
      url: `${origin}/store/${seq}?asked=${asked.length}`,
    }))

  async function answer(method, url, body) {
    if (method === 'OPTIONS') return [204]
    if (url.pathname.startsWith('/store/')) {
      const seq = Number(url.pathname.split('/')[2])
      const time = puts.filter((known) => known === seq).length
      const status = store(seq, time, Number(url.searchParams.get('asked'))) ?? 200
      puts.push(seq)
      if (status === 200) chunks.set(seq, body)
      return [status]
    }
    if (url.pathname === '/joined') return [200, joined()]
    if (url.pathname.endsWith('/chunks')) {
      const status = sign(asked.length) ?? 200
      asked.push({ ...JSON.parse(body), at: Date.now() })
      return [status, JSON.stringify(status === 200 ? { chunks: addresses(asked.at(-1).from) } : {})]
    }
    if (url.pathname.endsWith('/recording')) {
      return [201, JSON.stringify({ recording_id: 'r1', lease_s: LEASE_S, chunks: addresses(0) })]
    }
    return [201, JSON.stringify({ live_id: 'l1' })]
  }

  function joined() {
    return Buffer.concat([...chunks.keys()].sort((a, b) => a - b).map((seq) => chunks.get(seq)))
  }

  const server = createServer(async (request, response) => {
    const [status, body] = await answer(request.method, new URL(request.url, origin), await bodyOf(request))
    response.writeHead(status, FOR_ANY_PAGE).end(body)
  })
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
  origin = `http://127.0.0.1:${server.address().port}`
  return { origin, chunks, puts, asked, joined, leaseMs: LEASE_S * 1000, close: () => server.close() }
}
