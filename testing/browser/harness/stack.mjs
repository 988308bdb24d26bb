// The launcher: a service dies, and is started again; what the shop's own server needs to know.
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { GATEWAY } from './people.mjs'

const LAUNCHER = fileURLToPath(new URL('../../../estrade', import.meta.url))

async function estrade(...args) {
  const env = { ...process.env, ESTRADE_BUILD: 'never' }
  return (await promisify(execFile)(LAUNCHER, args, { env })).stdout
}

/** As `kill -9`: it can say and finish nothing. Done when it runs again. */
export async function killAndRestart(service) {
  const { services } = JSON.parse(await estrade('status', '--json'))
  process.kill(services[service].pid, 'SIGKILL')
  await estrade('restart', service)
}

/** The shop's own credential at the stack's issuer. */
export async function serviceClient() {
  const { issuer } = await (await fetch(`${GATEWAY}/.well-known/estrade`)).json()
  const secrets = await readFile(join(process.env.ESTRADE_HOME, 'secrets.properties'), 'utf8')
  const [, secret] = /^ESTRADE_SERVICE_CLIENT_SECRET=(.+)$/m.exec(secrets)
  return { tokenUrl: `${issuer}/token`, id: 'service', secret }
}
