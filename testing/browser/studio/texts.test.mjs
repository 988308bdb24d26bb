// The studio's words: both languages have all of them, and no screen asks for one that there is not.
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'

const STUDIO = fileURLToPath(new URL('../../../gateway/src/main/resources/studio/', import.meta.url))

/** The names of all texts, `create.phases.sending`; those with a plural once. */
async function texts(language) {
  // Outside any package a `.js` file is no module to older versions of Node.js.
  const source = await readFile(`${STUDIO}texts/${language}.js`, 'utf8')
  const module = await import(`data:text/javascript,${encodeURIComponent(source)}`)
  const flat = (words, path) =>
    Object.entries(words).flatMap(([name, text]) => (typeof text === 'string' || 'other' in text ? [path + name] : flat(text, `${path}${name}.`)))
  return flat(module.default, '').sort()
}

async function code(folder = STUDIO) {
  const entries = await readdir(folder, { withFileTypes: true })
  const files = entries.filter(({ name }) => name.endsWith('.js')).map(({ name }) => readFile(folder + name, 'utf8'))
  const folders = entries.filter((entry) => entry.isDirectory() && !['vendor', 'texts'].includes(entry.name)).map(({ name }) => code(`${folder}${name}/`))
  return (await Promise.all([...files, ...folders])).join('\n')
}

test('French and English say the same things', async () => assert.deepEqual(await texts('fr'), await texts('en')))

test('every text that is asked for is there, and none is left over', async () => {
  const known = await texts('en')
  const all = await code()
  const asked = [...all.matchAll(/\bt\((?:[^'()]*\? )?'(\w+\.[\w.]+)'(?: : '(\w+\.[\w.]+)')?/g)].flatMap(([, one, other]) => [one, other ?? one])
  assert.deepEqual(asked.filter((name) => !known.includes(name)), [])

  // Some names are made of a status, a role or a code: `status.${status}`.
  const beginnings = [...all.matchAll(/`([\w.]+)\$\{/g)].map(([, beginning]) => beginning)
  const isAsked = (name) => asked.includes(name) || all.includes(`'${name}'`) || beginnings.some((beginning) => name.startsWith(beginning))
  assert.deepEqual(known.filter((name) => !isAsked(name)), [])
})
