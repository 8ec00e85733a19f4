import type { Box } from '../../../shared/rules/polygon'

export const overlaps = (one: Box, other: Box): boolean =>
  one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top

/** Finds the labels that lie over nothing of importance and over no label before them. The others are left out until one zooms in. */
export function freeLabels<L extends { box: Box }>(labels: readonly L[], taken: readonly Box[]): L[] {
  const free: L[] = []
  for (const label of labels) {
    if (![...taken, ...free.map(({ box }) => box)].some(box => overlaps(box, label.box))) free.push(label)
  }
  return free
}
