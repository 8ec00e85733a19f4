import { guest } from '../../shared/access/actor'
import type { ClimbsChanged } from '../../shared/contract/climbModeration'
import { limits } from '../../shared/limits'
import { Refusal } from '../../shared/result'
import { hideOne } from '../usecases/climbs/moderation/hideClimbs'
import { showOne } from '../usecases/climbs/moderation/showClimbs'
import type { ModerationContext } from '../usecases/moderation/removableKinds'
import { withCliContext } from './cliContext'
import type { Console } from './console'
import { UsageError } from './usageError'

export interface ReasonOptions {
  reason: string
}
type Act = (context: ModerationContext, actor: { kind: 'cli' }, id: string, reason: string) => Promise<ClimbsChanged>

/** @returns how many climbs changed: one, or none where it was so already */
async function changed(act: Act, id: string, { reason }: ReasonOptions, console: Console): Promise<number> {
  const given = reason.trim()
  if (given.length > limits.reasonMax) throw new UsageError(`--reason: at most ${limits.reasonMax} characters`)
  return withCliContext(console.environment, async ({ transactions }) => {
    const { value } = await transactions(guest, context => act(context, { kind: 'cli' }, id, given)).catch((error: unknown) => {
      if (error instanceof Refusal && error.code === 'not_found')
        throw new UsageError(`There is no public climb ${id}. Its id stands at the end of its address, after /bloc/.`)
      throw error
    })
    return value.changed
  })
}

/** [MOD-11] Everybody but its owners loses it within two seconds, beside a running server too. */
export async function hideClimbOf(id: string, options: ReasonOptions, console: Console): Promise<void> {
  console.out(await changed(hideOne, id, options, console) === 1 ? 'The climb is hidden.' : 'The climb was hidden already.')
}

export async function restoreClimbOf(id: string, options: ReasonOptions, console: Console): Promise<void> {
  console.out(await changed(showOne, id, options, console) === 1 ? 'The climb is shown again.' : 'Everybody sees the climb already.')
}
