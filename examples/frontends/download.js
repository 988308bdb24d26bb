// Hands out an original, where the course lets its learners have it (`allow_downloads`).

/** @return the file. A page that saves it: `URL.createObjectURL(await download(…))` as the `href` of an `<a download>` */
export async function download(platform, { user, filename, rel }) {
  const query = rel ? `?rel=${rel}` : ''
  const path = `/api/get-download-token/${user}/${encodeURIComponent(filename)}${query}`
  const { token, download_url: address } = await platform.call('GET', path)
  // In the header only; `Range` goes on where a broken download stopped.
  const response = await fetch(address, { headers: { Authorization: `Bearer ${token}` } })
  if (!response.ok) throw new Error(`The download answers ${response.status}`)
  return response.blob()
}
