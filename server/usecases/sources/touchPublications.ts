import type { WriteContext } from '../../transaction/context'

/** What waits for Stokt says why, and that follows from the person's account. */
export async function touchPublications({ stores, touch }: Pick<WriteContext, 'stores' | 'touch'>, userId: string): Promise<void> {
  for (const climbId of await stores.publications.idsOf(userId)) touch.publication(climbId)
}
