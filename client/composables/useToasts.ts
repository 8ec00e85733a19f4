import { readonly, shallowRef } from 'vue'

export interface Toast {
  id: number
  text: string
  tone: 'plain' | 'danger'
  action?: { label: string; perform: () => void }
}
const LASTS_MS = 6000

const shown = shallowRef<readonly Toast[]>([])
/** Each toast's end, or, while somebody reads, the time that it still has. */
const ends = new Map<number, { at: number; left: number; timer: ReturnType<typeof setTimeout> | undefined }>()
let isHeld = false
let lastId = 0

function dismiss(id: number): void {
  clearTimeout(ends.get(id)?.timer)
  ends.delete(id)
  shown.value = shown.value.filter(toast => toast.id !== id)
  if (shown.value.length === 0) isHeld = false
}
function run(id: number, left: number): void {
  ends.set(id, { at: Date.now() + left, left, timer: isHeld ? undefined : setTimeout(() => dismiss(id), left) })
}

/** Short notes that leave by themselves, unless the mouse or the keyboard is on them. */
export function useToasts() {
  function show({ tone = 'plain', ...toast }: Omit<Toast, 'id' | 'tone'> & { tone?: Toast['tone'] }): void {
    const id = ++lastId
    // Said again, or no longer true: what stays is a way back, and the newest word.
    for (const { id: older, text, action } of shown.value) if (text === toast.text || !action) dismiss(older)
    shown.value = [...shown.value, { ...toast, tone, id }].slice(-3)
    run(id, LASTS_MS)
  }
  function hold(): void {
    isHeld = true
    for (const end of ends.values()) {
      clearTimeout(end.timer)
      end.left = Math.max(0, end.at - Date.now())
    }
  }
  function letGo(): void {
    if (!isHeld) return
    isHeld = false
    for (const [id, { left }] of [...ends]) run(id, left)
  }
  return { shown: readonly(shown), show, dismiss, hold, letGo }
}
