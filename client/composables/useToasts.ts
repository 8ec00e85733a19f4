import { readonly, shallowRef } from 'vue'

export interface Toast {
  id: number
  text: string
  tone: 'plain' | 'danger'
  action?: { label: string; perform: () => void }
}

const LASTS_MS = 6000
const shown = shallowRef<readonly Toast[]>([])
let lastId = 0

/** Short notes at the foot of the wall; they leave by themselves. */
export function useToasts() {
  function dismiss(id: number): void {
    shown.value = shown.value.filter(toast => toast.id !== id)
  }

  function show({ tone = 'plain', ...toast }: Omit<Toast, 'id' | 'tone'> & { tone?: Toast['tone'] }): void {
    const id = ++lastId
    shown.value = [...shown.value, { ...toast, tone, id }].slice(-3)
    setTimeout(() => dismiss(id), LASTS_MS)
  }

  return { shown: readonly(shown), show, dismiss }
}
