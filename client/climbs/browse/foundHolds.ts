import type { Hold } from '../../../shared/model/hold'

type Named = Pick<Hold, 'id' | 'label'>
const cellOf = (label: string): string => label.replace(/[a-z]+$/, '')
const inOrder = new Intl.Collator('en', { numeric: true })

/** [LABEL-7] The holds of such a label; of a cell all that lie in it. */
export function foundHolds<H extends Named>(holds: readonly H[], asked: string): H[] {
  const wanted = asked.trim().toLowerCase()
  if (wanted === '') return []
  return holds.filter(({ label }) => label.toLowerCase() === wanted || cellOf(label).toLowerCase() === wanted)
    .sort((a, b) => inOrder.compare(a.label, b.label))
}
