// Files that begin as an MP4 does and are of any wanted size; uploads never look further than that.
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const MiB = 1024 * 1024

function mp4(size) {
  const file = randomBytes(size)
  const type = Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isommp42', 'latin1')
  const media = Buffer.alloc(8)
  media.writeUInt32BE(size - type.length)
  media.write('mdat', 4, 'latin1')
  type.copy(file)
  media.copy(file, type.length)
  return file
}

/** A folder of videos for one test file. */
export async function videoFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'estrade-browser-'))
  return {
    async video(name, size) {
      const bytes = mp4(size)
      const path = join(folder, name)
      await writeFile(path, bytes)
      return { path, name, size, bytes }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
