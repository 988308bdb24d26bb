import { Player } from './player'

export default async function Lesson({ params }: { params: Promise<{ rel: string[] }> }) {
  const { rel } = await params
  return <Player rel={rel.join('/')} gateway={process.env.ESTRADE_GATEWAY!} />
}
