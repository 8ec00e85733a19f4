import { shallowRef } from 'vue'

const isOpen = shallowRef(false)

/** The list of everything that one can go to or do. */
export const usePalette = () => ({ isOpen })
