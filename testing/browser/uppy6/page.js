// A shop's page with an unmodified Uppy 6, as upload-service's README tells shops to write it.
import Uppy from '@uppy/core'
import AwsS3 from '@uppy/aws-s3'

async function sign(gateway, token, request) {
  const response = await fetch(`${gateway}/s3/sign`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
  })
  if (!response.ok) throw new Error((await response.json()).detail)
  return response.json()
}

globalThis.createUppy = ({ gateway, token, multipart, limit }) =>
  new Uppy().use(AwsS3, {
    signRequest: (request) => sign(gateway, token, request),
    shouldUseMultipart: multipart,
    limit,
  })
