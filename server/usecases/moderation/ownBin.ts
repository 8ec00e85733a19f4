import type { BinEntry } from '../../../shared/model/bin'
import { binEntry } from '../../../shared/rules/bin'
import type { Stores } from '../../db/stores/stores'

/** A person's own climbs and comments that others do not see, the last deleted or hidden first. */
export async function ownBin({ bin, comments }: Pick<Stores, 'bin' | 'comments'>, userId: string): Promise<BinEntry[]> {
  const entries = [...await bin.ofOwner(userId), ...await comments.binnedOf(userId)].map(binned => binEntry(binned, userId))
  return entries.sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1))
}
