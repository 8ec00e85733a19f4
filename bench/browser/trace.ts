import type { Browser, Page } from 'playwright-core'

/** The work of the page's main thread in one frame, milliseconds of processor time: script alone, and everything. */
export interface Frame {
  start: number
  script: number
  all: number
  /** Fingers or the wheel moved the wall in it. */
  moved: boolean
}

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  ts: number
  dur?: number
  /** The processor's time: what else the machine does is not in it. */
  tdur?: number
  args?: { name?: string; data?: { type?: string } }
}

const SCRIPT = new Set(['FunctionCall', 'EventDispatch', 'FireAnimationFrame', 'TimerFire', 'RunMicrotasks', 'EvaluateScript', 'MinorGC', 'MajorGC'])
const MOVES = new Set(['pointermove', 'wheel'])
const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline']

const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`

/** The events of the thread on which the page drew. */
function mainThread(events: readonly TraceEvent[]): TraceEvent[] {
  const threads = new Set(events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(threadOf))
  const drawn = new Map<string, number>()
  for (const event of events) if (event.name === 'FireAnimationFrame') drawn.set(threadOf(event), (drawn.get(threadOf(event)) ?? 0) + 1)
  const [most] = [...drawn].filter(([thread]) => threads.has(thread)).sort(([, a], [, b]) => b - a)
  return events.filter(event => threadOf(event) === most?.[0]).sort((a, b) => a.ts - b.ts)
}

/** The calls that are not inside another: a call counts what it calls. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  let end = 0
  return events.filter(({ ts, dur = 0 }) => {
    if (ts < end) return false
    end = ts + dur
    return true
  })
}

function framesOf(events: readonly TraceEvent[]): Frame[] {
  const main = mainThread(events)
  const frames = main.filter(({ name, ph }) => name === 'AnimationFrame' && ph === 'b').map(({ ts }) => ({ start: ts / 1000, script: 0, all: 0, moved: false }))
  const whole = main.filter(({ ph }) => ph === 'X')
  const each = (spans: readonly TraceEvent[], tell: (frame: Frame, span: TraceEvent) => void): void => {
    let at = 0
    for (const span of spans) {
      while ((frames[at + 1]?.start ?? Infinity) <= span.ts / 1000) at += 1
      const frame = frames[at]
      if (frame && span.ts / 1000 >= frame.start) tell(frame, span)
    }
  }
  const took = ({ tdur = 0 }: TraceEvent): number => tdur / 1000
  each(outermost(whole.filter(({ name }) => SCRIPT.has(name))), (frame, span) => { frame.script += took(span) })
  each(outermost(whole.filter(({ name }) => name === 'RunTask')), (frame, span) => { frame.all += took(span) })
  each(whole.filter(({ args }) => MOVES.has(args?.data?.type ?? '')), (frame) => { frame.moved = true })
  return frames
}

/** Does something in the page while Chromium writes down what its main thread does. */
export async function traced(browser: Browser, page: Page, work: () => Promise<void>): Promise<Frame[]> {
  await browser.startTracing(page, { categories: CATEGORIES })
  await work()
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
  return framesOf(trace.traceEvents)
}
