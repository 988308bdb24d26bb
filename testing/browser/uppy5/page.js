// A shop's page with an unmodified Uppy 5, as upload-service's README tells shops to write it.
import Uppy from '@uppy/core'
import AwsS3 from '@uppy/aws-s3'

globalThis.createUppy = ({ gateway, token, multipart, limit }) =>
  new Uppy().use(AwsS3, {
    endpoint: gateway,
    headers: { Authorization: `Bearer ${token}` },
    shouldUseMultipart: multipart,
    limit,
  })
