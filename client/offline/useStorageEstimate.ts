import { onMounted, shallowRef } from 'vue'

/** The bytes that this browser keeps for us, and whether it may delete them; null where it does not say (no TLS, an old browser). */
export function useStorageEstimate() {
  const used = shallowRef<number | null>(null)
  const isPersistent = shallowRef<boolean | null>(null)
  const storage = 'storage' in navigator ? navigator.storage : null

  onMounted(async () => {
    const [room, kept] = await Promise.all([storage?.estimate?.(), storage?.persisted?.()])
    used.value = room?.usage ?? null
    isPersistent.value = kept ?? null
  })

  /** The browser decides, some ask. */
  async function persist(): Promise<void> {
    isPersistent.value = await storage?.persist() ?? null
  }
  return { used, isPersistent, persist }
}
