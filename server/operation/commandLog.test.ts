import { expect, test } from 'vitest'
import { createLog } from '../log/log'
import { createCommandLog } from './commandLog'
import { createWhoIs } from './whoIs'

test('[OPS-1] a flood of one guest does not fill the log, and the next line says how many were left out', () => {
  const lines: Record<string, unknown>[] = []
  const tell = createCommandLog(
    createLog('info', { write: text => lines.push(JSON.parse(text) as Record<string, unknown>) }),
    createWhoIs(),
    () => 0,
  )
  const asked = (address: string) => tell({ requestId: 'a-request', asking: { what: 'gyms.list', address }, status: 200, ms: 1.234 })
  for (let n = 0; n < 5_000; n++) asked('203.0.113.9')
  expect(lines).toHaveLength(1_000)
  asked('203.0.113.10')
  expect(lines.at(-1)).toMatchObject({ event: 'command', command: 'gyms.list', status: 200, ms: 1.2, left_out: 4_000 })
})

test('[OPS-1] a command whose answer nobody waited for is told as such', () => {
  const lines: Record<string, unknown>[] = []
  const tell = createCommandLog(
    createLog('info', { write: text => lines.push(JSON.parse(text) as Record<string, unknown>) }),
    createWhoIs(),
  )
  tell({ requestId: 'a-request', asking: { what: 'climbs.list' }, status: null, ms: 3 })
  expect(lines).toMatchObject([{ command: 'climbs.list', status: 'left' }])
})
