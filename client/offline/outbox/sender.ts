import type { Ascent } from '../../../shared/model/ascent'
import type { Climb, ClimbRow } from '../../../shared/model/climb'
import type { Comment } from '../../../shared/model/comment'
import type { Task } from '../../../shared/model/task'
import { backoffMs, spread } from '../../../shared/rules/backoff'
import { ApiError } from '../../api/api'
import { isRecord } from '../../ui/kept'
import type { OutboxItem } from './item'
import { answered, left, nextOf, putBack, refused, sending, type Change } from './rules'

export interface Answer {
  output: unknown
  cursors: OutboxItem['cursors']
}

export interface SenderPorts {
  load(): Promise<readonly OutboxItem[]>
  change(change: Change): Promise<readonly OutboxItem[]>
  /** Rejects with an `ApiError`. */
  post(item: OutboxItem): Promise<Answer>
  /** Runs the work while no other tab does, until `signal` ends it. */
  withTabLock(work: () => Promise<void>, signal: AbortSignal): Promise<void>
}

const ANSWER_MS = 30_000
const RETRY = { firstMs: 1000, longestMs: 60_000 }

/** Sends what waits, in its order, one at a time, in one tab. */
export class OutboxSender {
  readonly #end = new AbortController()
  #wake: () => void = () => undefined
  #hasNews = false
  #failures = 0

  constructor(private readonly ports: SenderPorts) {}

  start(): void {
    void this.ports.withTabLock(() => this.#run(), this.#end.signal).catch(() => undefined)
  }

  /** Something new waits, or the server is there again. */
  wake(): void {
    this.#failures = 0
    this.#hasNews = true
    this.#wake()
  }

  stop(): void {
    this.#end.abort()
    this.#wake()
  }

  get #isOver(): boolean {
    return this.#end.signal.aborted
  }

  async #run(): Promise<void> {
    await this.ports.change(left)
    while (!this.#isOver) {
      this.#hasNews = false
      const item = nextOf(await this.ports.load())
      if (!item) await this.#woken(null)
      else await this.#send(item)
      if (this.#failures > 0) await this.#woken(this.#pause())
    }
  }

  async #send({ key, write }: OutboxItem): Promise<void> {
    const marked = await this.ports.change(sending(key))
    const item = marked.find(one => one.key === key && one.state === 'sending')
    if (!item || this.#isOver) return
    try {
      const { output, cursors } = await within(this.ports.post(item), ANSWER_MS)
      this.#failures = 0
      await this.ports.change(answered(key, answerOf(write, output), cursors))
    } catch (failure) {
      const why = reasonOf(failure)
      const { code, detail } = why
      if (isOverWhenGone.has(write.command) && why.status === 404) await this.ports.change(answered(key, null, []))
      else if (isFinal(why.status)) await this.ports.change(refused(key, { code, detail }))
      else {
        this.#failures++
        await this.ports.change(putBack(key, { code, detail }))
      }
    }
  }

  #pause(): number {
    return spread(backoffMs(this.#failures - 1, RETRY))
  }

  /** Resolves at the next wake, or after so long. */
  #woken(ms: number | null): Promise<void> {
    return new Promise(resolve => {
      if (this.#hasNews || this.#isOver) return resolve()
      const timer = ms === null ? undefined : setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}

/** A thing that is gone needs no deletion and no order and keeps no mark, and a vote that was taken back no renewal. */
const isOverWhenGone: ReadonlySet<OutboxItem['write']['command']> = new Set([
  'climbs.delete', 'comments.delete', 'tasks.delete', 'annotations.renew', 'climbs.unlike', 'climbs.removeProject', 'ascents.delete',
  'lists.delete', 'lists.removeClimb', 'lists.order', 'searches.update', 'searches.delete',
])

/** The row that the answer is, as it will stand in the feed; null where a command answers nothing. */
function answerOf({ command }: OutboxItem['write'], output: unknown): OutboxItem['answer'] {
  if (!isRecord(output) || typeof output['id'] !== 'string' || isShownAsDone(command)) return null
  if (command.startsWith('comments.')) return output as Comment
  if (command.startsWith('ascents.')) return output as Ascent
  return command.startsWith('tasks.') ? output as Task : rowOf(output as Climb)
}

/** A list or a kept search is shown as it was changed here until its row comes: their changes say all of it. */
const isShownAsDone = (command: OutboxItem['write']['command']): boolean => command.startsWith('lists.') || command.startsWith('searches.')

function rowOf({ personal_notes: _, personal_rating: __, is_project: ___, ...row }: Climb): ClimbRow {
  return row
}

/** [OUTBOX-3] Another try may get another answer: no network, too fast, logged out, or the server's own trouble. */
const isFinal = (status: number): boolean => status >= 400 && status < 500 && ![401, 408, 409, 425, 429].includes(status)

function reasonOf(failure: unknown): { status: number; code: string; detail: string } {
  if (failure instanceof ApiError) return failure
  return { status: 400, code: 'internal', detail: '' }
}

/** An answer that does not come counts as none: the key makes it safe to ask again. */
function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ApiError(0, 'offline', '')), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
