// The course that is being made, kept in the browser: its words and its files survive a reload. IndexedDB holds both.
const NAME = 'estrade-studio'
const STORES = ['drafts', 'files']

let opening

function open() {
  return (opening ??= new Promise((done, failed) => {
    const request = indexedDB.open(NAME, 1)
    request.onupgradeneeded = () => STORES.forEach((store) => request.result.createObjectStore(store))
    request.onsuccess = () => done(request.result)
    request.onerror = () => failed(request.error)
  }))
}

async function run(store, mode, work) {
  const transaction = (await open()).transaction(store, mode)
  const request = work(transaction.objectStore(store))
  return new Promise((done, failed) => {
    transaction.oncomplete = () => done(request?.result)
    transaction.onabort = transaction.onerror = () => failed(transaction.error)
  })
}

/** Of one person: browsers are shared. */
export const loadDraft = (user) => run('drafts', 'readonly', (store) => store.get(user))
export const saveDraft = (user, draft) => run('drafts', 'readwrite', (store) => store.put(draft, user))
export const dropDraft = (user) => run('drafts', 'readwrite', (store) => store.delete(user))

export const loadFile = (key) => run('files', 'readonly', (store) => store.get(key))
export const dropFiles = (keys) => run('files', 'readwrite', (store) => void keys.forEach((key) => store.delete(key)))

/** @return whether it is kept; a file that finds no room has to be chosen again after a reload */
export async function keepFile(key, file) {
  try {
    await run('files', 'readwrite', (store) => store.put(file, key))
    return true
  } catch {
    return false
  }
}
