// Real films for the studio's tests, made of the one that they are given.
import { appendFile, copyFile, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** @param original a short MP4 */
export async function filmFolder(original) {
  const folder = await mkdtemp(join(tmpdir(), 'estrade-studio-'))
  return {
    /** The same film under another name. */
    async film(name) {
      const path = join(folder, name)
      await copyFile(original, path)
      return path
    },
    /** The film with a box of nothing behind it (ISO/IEC 14496-12, `free`), which makes it as large as is wanted. */
    async large(name, size) {
      const path = join(folder, name)
      await copyFile(original, path)
      const rest = size - (await stat(path)).size
      const box = Buffer.alloc(rest)
      box.writeUInt32BE(rest)
      box.write('free', 4, 'latin1')
      await appendFile(path, box)
      return path
    },
    /** Something that only says that it is a film. */
    async lie(name) {
      const path = join(folder, name)
      await writeFile(path, 'garbage '.repeat(4096))
      return path
    },
    async file(name, bytes) {
      const path = join(folder, name)
      await writeFile(path, bytes)
      return path
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
