// The course shop's web server: pages and their scripts, on an origin that is not the gateway's.
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const PAGE = '<!doctype html><meta charset="utf-8"><title>Shop</title><input type="file" id="file">'
const folder = fileURLToPath(new URL('..', import.meta.url))

/** Bundles as a shop's build does: `uppy5` and `uppy6` each see their own packages. */
async function bundle(entry) {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    bundle: true,
    format: 'iife',
    target: 'chrome131',
    // For what stands outside this folder: examples/frontends.
    nodePaths: [`${folder}node_modules`],
    logLevel: 'error',
    write: false,
  })
  return outputFiles[0].text
}

function page(script) {
  return `${PAGE}<script src="/${script}"></script>`
}

/** Serves `/x` as an empty page with the script `x.js`, bundled. */
async function answer(scripts, path) {
  if (path === '/favicon.ico') return { type: 'image/x-icon', body: '' }
  if (path.endsWith('.html')) return { type: 'text/html; charset=utf-8', body: await readFile(folder + path.slice(1)) }
  if (path === '/') return { type: 'text/html; charset=utf-8', body: PAGE }
  if (!path.endsWith('.js')) return { type: 'text/html; charset=utf-8', body: page(`${path.slice(1)}.js`) }
  const entry = path.slice(1)
  if (!scripts.has(entry)) scripts.set(entry, bundle(entry))
  return { type: 'text/javascript', body: await scripts.get(entry) }
}

export async function openShop() {
  const scripts = new Map()
  const server = createServer(async (request, response) => {
    try {
      const { type, body } = await answer(scripts, new URL(request.url, 'http://shop').pathname)
      response.writeHead(200, { 'Content-Type': type }).end(body)
    } catch (error) {
      response.writeHead(500).end(String(error))
    }
  })
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
  return { port: server.address().port, close: () => server.close() }
}
