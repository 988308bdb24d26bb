// Unpacks the Chromium that npm brought, with the libraries and fonts that a bare machine lacks.
import { execFileSync } from 'node:child_process'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'

const modules = fileURLToPath(new URL('node_modules', import.meta.url))
const packed = join(modules, '@sparticuz/chromium/bin')
const target = join(modules, '.chromium')

async function unpack(name, into) {
  await pipeline(createReadStream(join(packed, `${name}.br`)), createBrotliDecompress(), createWriteStream(into, { mode: 0o755 }))
}

async function unpackTar(name) {
  const tar = join(target, name)
  await unpack(name, tar)
  execFileSync('tar', ['-xf', tar, '-C', target, '--no-same-owner'])
  await rm(tar)
}

await rm(target, { recursive: true, force: true })
await mkdir(target)
await unpack('chromium', join(target, 'chromium'))
await unpackTar('al2023.tar')
await unpackTar('fonts.tar')
await writeFile(
  join(target, 'fonts.conf'),
  `<fontconfig><dir>${target}/fonts</dir><cachedir>${target}/fonts-cache</cachedir></fontconfig>\n`,
)
