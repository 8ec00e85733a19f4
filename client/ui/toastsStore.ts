import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

interface ToastAction { label: string; perform: () => void }

export interface Toast {
  id: number
  text: string
  tone: 'plain' | 'danger'
  action?: ToastAction
  /** Something else that can be done, beside the way back. */
  more?: ToastAction
  /** A closed one is kept until the next comes, so that it can fade. */
  open: boolean
}

/** Short notes. How long each stays is up to what shows them. */
export const useToasts = defineStore('toasts', () => {
  const shown = shallowRef<readonly Toast[]>([])
  let lastId = 0

  function dismiss(id: number): void {
    shown.value = shown.value.map(toast => (toast.id === id ? { ...toast, open: false } : toast))
  }
  function show({ tone = 'plain', ...toast }: Omit<Toast, 'id' | 'tone' | 'open'> & { tone?: Toast['tone'] }): void {
    // Said again, or no longer true: what stays is a way back, and the newest word.
    const kept = shown.value.filter(({ open, text, action }) => open && action && text !== toast.text)
    shown.value = [...kept, { ...toast, tone, id: ++lastId, open: true }].slice(-3)
  }

  return { shown, show, dismiss }
})
