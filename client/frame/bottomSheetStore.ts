import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

export type SheetHeight = 'peek' | 'half' | 'full'

/** The store keeps the height of the phone's sheet over the wall. */
export const useBottomSheet = defineStore('bottomSheet', () => {
  const height = shallowRef<SheetHeight>('peek')
  /** Pixels of the wall that the sheet, at rest, takes away; a full one leaves the wall as it was. */
  const inset = shallowRef(0)
  return { height, inset }
})
