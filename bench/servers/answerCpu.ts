/** Tells the parent that the server is ready, then answers each question with the CPU used so far, microseconds. */
export function answerCpu(ready: object): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpu: user + system })
  })
  process.on('disconnect', () => process.exit(0))
  process.send?.(ready)
}
