// Writes the studio's vendored libraries from the npm packages that the lock pins: `npm run vendor-studio`.
import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = fileURLToPath(new URL('.', import.meta.url))
const modules = `${here}node_modules/`
export const TARGET = fileURLToPath(new URL('../../gateway/src/main/resources/studio/vendor/', import.meta.url))

const UPPY = `
  export { default as Uppy } from '@uppy/core'
  export { default as AwsS3 } from '@uppy/aws-s3'
`

/** Uppy comes as many modules: one file of what the studio uses, for browsers that find no packages. */
async function uppy() {
  const { outputFiles } = await build({
    stdin: { contents: UPPY, resolveDir: `${here}uppy5` },
    bundle: true,
    format: 'esm',
    minify: true,
    target: 'es2022',
    legalComments: 'eof',
    logLevel: 'error',
    write: false,
  })
  return Buffer.from(outputFiles[0].contents)
}

/** Without the line that names a source map, which is not vendored. */
async function script(path) {
  const text = await readFile(modules + path, 'utf8')
  return Buffer.from(text.replace(/\n?\/\/# sourceMappingURL=\S+\s*$/, '\n'))
}

const version = async (name) => JSON.parse(await readFile(`${modules}${name}/package.json`, 'utf8')).version

/** @return a map of file names to their bytes, README.md included */
export async function vendored() {
  const files = new Map([
    ['hls.min.js', await script('hls.js/dist/hls.min.mjs')],
    ['hls.worker.js', await script('hls.js/dist/hls.worker.js')],
    ['hls.LICENSE', await readFile(`${modules}hls.js/LICENSE`)],
    ['uppy.min.js', await uppy()],
    ['uppy.LICENSE', await readFile(`${modules}@uppy/core/LICENSE`)],
  ])
  const hls = `hls.js ${await version('hls.js')}`
  const both = `@uppy/core ${await version('@uppy/core')}, @uppy/aws-s3 ${await version('@uppy/aws-s3')}`
  files.set('README.md', Buffer.from(readme(files, { 'hls.min.js': hls, 'hls.worker.js': hls, 'uppy.min.js': both })))
  return files
}

function readme(files, packages) {
  const rows = Object.entries(packages).map(([name, from]) => {
    const sum = createHash('sha256').update(files.get(name)).digest('hex')
    return `| \`${name}\` | ${from} | \`${sum}\` |`
  })
  return `# Vendored libraries

Written by \`npm run vendor-studio\` in testing/browser, from the versions that its lock pins; a test compares. \`uppy.min.js\`
is one file of both packages and what they need, made by esbuild. hls.js is the whole build: lessons have their sound apart,
which the light one does not play.

| file | npm packages | SHA-256 |
|---|---|---|
${rows.join('\n')}

hls.js: Apache-2.0, [hls.LICENSE](hls.LICENSE). Uppy: MIT, [uppy.LICENSE](uppy.LICENSE).
`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await rm(TARGET, { recursive: true, force: true })
  await mkdir(TARGET, { recursive: true })
  for (const [name, bytes] of await vendored()) await writeFile(TARGET + name, bytes)
}
