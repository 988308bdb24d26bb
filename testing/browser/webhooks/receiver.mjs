// Receives webhooks and judges them by the official library, `standardwebhooks`. Made for WebhookIT of catalog-service,
// which steers it: PUT /-/<name> {secrets, answers, otherwise} says what to know and how to answer, one answer after the
// other; GET /-/<name> lists what came to POST /<name>. It ends with its standard input.
import { createServer } from 'node:http'
import { Webhook } from 'standardwebhooks'

const receivers = new Map()

function receiver(name) {
  if (!receivers.has(name)) receivers.set(name, { secrets: [], answers: [], otherwise: { status: 204 }, received: [] })
  return receivers.get(name)
}

async function bodyOf(request) {
  const parts = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString()
}

function verifies(secret, body, headers) {
  try {
    new Webhook(secret).verify(body, headers)
    return true
  } catch {
    return false
  }
}

async function receive(to, request, response) {
  const body = await bodyOf(request)
  to.received.push({
    id: request.headers['webhook-id'],
    timestamp: Number(request.headers['webhook-timestamp']),
    signatures: request.headers['webhook-signature']?.split(' ').length ?? 0,
    type: request.headers['content-type'],
    payload: JSON.parse(body),
    verified: to.secrets.map((secret) => verifies(secret, body, request.headers)),
  })
  const { status, headers, text, never } = to.answers.shift() ?? to.otherwise
  if (!never) response.writeHead(status, headers).end(text)
}

async function control(name, request, response) {
  if (request.method === 'PUT') Object.assign(receiver(name), JSON.parse(await bodyOf(request)))
  response.setHeader('Content-Type', 'application/json')
  response.end(JSON.stringify(receiver(name).received))
}

const server = createServer((request, response) => {
  const [, first, name] = request.url.split('/')
  const done = first === '-' ? control(name, request, response) : receive(receiver(first), request, response)
  done.catch((error) => response.writeHead(500).end(String(error)))
})
server.listen(0, () => console.log(server.address().port))
process.stdin.on('end', () => process.exit()).resume()
