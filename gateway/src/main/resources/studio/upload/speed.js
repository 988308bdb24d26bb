// How fast bytes go, and how long the rest will take: over the last seconds, so that a pause or a cut is soon forgotten.
const WINDOW = 8000

export function speedometer(now = () => performance.now()) {
  let samples = []
  return {
    /** @param sent bytes in all so far */
    note(sent) {
      const at = now()
      samples = [...samples.filter((sample) => at - sample.at < WINDOW), { at, sent }]
    },
    forget() {
      samples = []
    },
    /** Bytes per second; 0 while it is not known. */
    get speed() {
      const [first, last] = [samples[0], samples.at(-1)]
      return samples.length < 2 || last.at - first.at < 500 ? 0 : ((last.sent - first.sent) * 1000) / (last.at - first.at)
    },
  }
}
