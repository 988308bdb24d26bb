'use client'

import Hls from 'hls.js'
import { useEffect, useRef, useState } from 'react'

type Issued = { token: string; expires_in: number }

async function ask(rel: string): Promise<Issued> {
  const answer = await fetch(`/api/playback-token?${new URLSearchParams({ rel })}`)
  if (answer.ok) return answer.json()
  const retryAfter = Number(answer.headers.get('Retry-After') ?? 0)
  if (retryAfter === 0) throw new Error((await answer.json()).detail)
  await new Promise((over) => setTimeout(over, retryAfter * 1000))
  return ask(rel)
}

export function Player({ rel, gateway }: { rel: string; gateway: string }) {
  const video = useRef<HTMLVideoElement>(null)
  const [refusal, setRefusal] = useState<string>()

  useEffect(() => {
    let newest = ''
    let timer: ReturnType<typeof setTimeout>
    let gone = false
    const hls = new Hls({
      xhrSetup(request, url) {
        if (new URL(url).origin === gateway) request.setRequestHeader('Authorization', `Bearer ${newest}`)
      },
    })
    /** The next token comes before two thirds of this one's life are over. */
    async function renew(): Promise<void> {
      const { token, expires_in: seconds } = await ask(rel)
      if (gone) return
      newest = token
      timer = setTimeout(() => renew().catch((error) => setRefusal(error.message)), (seconds * 1000 * 2) / 3)
    }
    renew()
      .then(() => {
        if (gone || !video.current) return
        hls.loadSource(`${gateway}/hls2/${rel}/output.m3u8`)
        hls.attachMedia(video.current)
      })
      .catch((error) => setRefusal(error.message))
    return () => {
      gone = true
      clearTimeout(timer)
      hls.destroy()
    }
  }, [rel, gateway])

  return refusal ? <p role="alert">{refusal}</p> : <video ref={video} controls muted playsInline />
}
