// The Chromium that `./estrade tools` installs, headless.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const installed = fileURLToPath(new URL('../node_modules/.chromium', import.meta.url))

/** Nobody has to allow a camera, a microphone, a screen: a moving picture with a clock, and a beep each second. */
export const CAMERA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']

/** Now and then it dies of a segmentation fault before it has opened anything; that is not what is under test. */
const TRIES = 3

export async function launchChromium(...args) {
  if (!existsSync(installed)) throw new Error('Chromium is missing: run ./estrade tools')
  for (let tried = 1; ; tried++) {
    try {
      return await chromium.launch({
        executablePath: join(installed, 'chromium'),
        // The sandbox wants user namespaces, which containers and root do not have. Site isolation stays: CORS is under test.
        args: ['--no-sandbox', '--disable-gpu', ...args],
        env: { ...process.env, LD_LIBRARY_PATH: join(installed, 'lib'), FONTCONFIG_PATH: installed },
      })
    } catch (failure) {
      if (tried === TRIES || !failure.message.includes('SIGSEGV')) throw failure
      console.error('[chromium] died at its start, and is started again')
    }
  }
}
