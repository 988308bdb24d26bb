// The launcher: a service dies, and is started again.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

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
