import { afterAll, beforeAll, describe, inject, test } from 'vitest'
import { startTarget, type Target } from './target'
import { SPAN, tryOut, type Trial } from './tryOut'

const trials: readonly Trial[] = [
  { name: 'F4 costly passwords, registering', only: ['400', '429', '503'] },
  { name: 'F4 costly passwords, changing', only: ['400', '429', '503'] },
  { name: 'F7 forged addresses', only: ['401', '429', 'owner 200'], some: { '401': 10, '429': Infinity, 'owner 200': 1 } },
  { name: 'M3 logins of invented names', only: ['401', '429', '503', 'honest'] },
  { name: 'M7 parallel tries', only: ['401', '429', '503', 'owner 200'], some: { '401': 10, 'owner 200': 1 } },
  { name: 'M9 logins that go on', only: ['200', '429', 'sessions'], some: { '200': 100, 'sessions': 20 } },
  { name: 'L4 deep JSON', only: ['422', '413'] },
  { name: 'held: costly reads', only: ['200', '429'] },
  // One request in four begins an upload, which is a command.
  {
    name: 'L5 a filled log',
    only: ['404', 'lines of uploads', 'other characters of log'],
    some: { 'lines of uploads': (SPAN.seconds * 40) / 4 + 1, 'other characters of log': 1000 },
  },
]

describe('[LIMIT-4] on SQLite others are served as before during', () => {
  let target: Target
  beforeAll(async () => {
    target = await startTarget(inject('hostileWalls').sqlite, { LOG_LEVEL: 'info' })
  })
  afterAll(() => target.close())
  test.each(trials)('$name, which is answered', trial => tryOut(target, trial))
})
