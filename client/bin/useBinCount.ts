import { computed } from 'vue'
import { useClimbs } from '../climbs/climbsStore'
import { useComments } from '../comments/commentsStore'

/** How many climbs and comments are in my bin. */
export function useBinCount() {
  const climbs = useClimbs()
  const comments = useComments()
  return computed(() => climbs.bin.length + comments.bin.length)
}
