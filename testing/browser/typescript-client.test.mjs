// The typed client, made of the document that the gateway serves, and a lesson published with it.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before, after, test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { GATEWAY, required, trainer } from './harness/people.mjs'

const CLIENT = fileURLToPath(new URL('typescript-client', import.meta.url))
let folder
let client
before(async () => {
  await npx('openapi-typescript', `${GATEWAY}/api/docs/openapi.json`, '-o', 'src/schema.d.ts')
  folder = await mkdtemp(join(tmpdir(), 'estrade-client-'))
  const outfile = join(folder, 'client.mjs')
  const contents = "export * from './src/estrade'; export * from './src/publish'"
  await build({ stdin: { contents, resolveDir: CLIENT, loader: 'ts' }, bundle: true, format: 'esm', platform: 'node', outfile })
  client = await import(pathToFileURL(outfile).href)
})
after(() => rm(folder, { recursive: true, force: true }))

async function npx(program, ...args) {
  try {
    await promisify(execFile)(join('..', 'node_modules', '.bin', program), args, { cwd: CLIENT })
  } catch (failed) {
    assert.fail(`${program} ${args.join(' ')}: ${failed.stdout}${failed.stderr}`)
  }
}

test('compiles, and so does nothing that the document does not have', () => npx('tsc', '-p', '.'))

test('publishes a film that plays', async () => {
  const api = client.estrade(GATEWAY, () => trainer.token)
  const rel = required('ESTRADE_LESSON_REL')
  const path = { user_id: 'trainer', filename: 'thirds.mp4' }
  const lent = (await api.GET('/api/get-download-token/{user_id}/{filename}', { params: { path, query: { rel } } })).data
  const original = await fetch(lent.download_url, { headers: { Authorization: `Bearer ${lent.token}` } })
  const file = new File([await original.arrayBuffer()], 'typed.mp4', { type: 'video/mp4' })

  const formation = await client.publish(api, 'Typed', [{ title: 'Thirds', file }])
  const lesson = await client.playable(api, formation.id)

  const query = { user_id: 'trainer', rel: lesson.rel, platform: 'mobile' }
  const token = (await api.GET('/api/get-video-token/v2', { params: { query } })).data
  const playlist = await (await fetch(token.playlist_url)).text()
  assert.match(playlist, /^#EXTM3U/)
  const deleted = await api.DELETE('/api/formations/{formation_id}', { params: { path: { formation_id: formation.id } } })
  assert.equal(deleted.response.status, 204)
})

test('throws what is refused, with its code', async () => {
  const api = client.estrade(GATEWAY, () => trainer.token)
  const asked = api.GET('/api/tasks/{task_id}', { params: { path: { task_id: 'none' } } })
  await assert.rejects(asked, (refused) => refused instanceof client.EstradeError && refused.code === 'task.unknown')
})
