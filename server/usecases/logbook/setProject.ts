import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { writeRemarks } from '../climbs/remarks'
import { climbFor } from '../climbs/viewer'

async function setProject(context: WriteContext, climbId: string, is_project: boolean): Promise<void> {
  const { id } = await climbFor(context, { id: climbId }, 'remark', { orHidden: !is_project })
  await writeRemarks(context, id, { is_project })
}

/** [LIKE-3] A project is one's own remark on a climb, which nobody else reads. */
export const addProject: UseCase<'climbs.addProject'> = { writes: (context, { id }) => setProject(context, id, true) }
export const removeProject: UseCase<'climbs.removeProject'> = { writes: (context, { id }) => setProject(context, id, false) }
