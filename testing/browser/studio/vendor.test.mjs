// What the studio brings with it is what npm's pinned packages hold, and what it shares with the examples is the same.
import assert from 'node:assert/strict'
import { readFile, readdir } from 'node:fs/promises'
import { test } from 'node:test'
import { TARGET, vendored } from '../vendor-studio.mjs'

test('vendored files are those of the pinned packages', async () => {
  const files = await vendored()
  assert.deepEqual((await readdir(TARGET)).sort(), [...files.keys()].sort())
  for (const [name, bytes] of files) assert.ok(bytes.equals(await readFile(TARGET + name)), `${name}: npm run vendor-studio`)
})

test('lives are recorded as docs/frontends.md tells', async () => {
  const example = new URL('../../../examples/frontends/recorder.js', import.meta.url)
  const copy = new URL('../../../gateway/src/main/resources/studio/live/recorder.js', import.meta.url)
  assert.equal(await readFile(copy, 'utf8'), await readFile(example, 'utf8'))
})
