import { useIntervalFn } from '@vueuse/core'
import { computed, shallowRef } from 'vue'
import type { UploadedImport } from '../../../shared/contract/imports'
import { limits } from '../../../shared/limits'
import { ApiError } from '../../api/api'
import { useApi } from '../../api/useApi'

/** The interval at which the page asks for the progress while a server works on the import. */
const AGAIN_MS = 700

/** A reason why an upload does not go on, besides what the server finds wrong with the file. */
export type UploadTrouble = { kind: 'tooLarge' | 'offline' | 'gone' } | { kind: 'refused'; detail: string }

/** One wall from the choice of its file to the end of its import. */
export function useUpload() {
  const { call, upload } = useApi()
  const isSending = shallowRef(false)
  const current = shallowRef<UploadedImport | null>(null)
  const trouble = shallowRef<UploadTrouble | null>(null)
  const isWorkedOn = computed(() => current.value?.state === 'reading' || current.value?.state === 'applying')

  function told(error: unknown): UploadTrouble {
    if (!(error instanceof ApiError)) throw error
    if (error.code === 'offline') return { kind: 'offline' }
    if (error.code === 'not_found') return { kind: 'gone' }
    return error.code === 'too_large' ? { kind: 'tooLarge' } : { kind: 'refused', detail: error.detail }
  }

  async function look(id: string): Promise<void> {
    try {
      current.value = await call('imports.get', { id })
    } catch (error) {
      // The import goes on at the server while there is no network; this page asks again.
      const what = told(error)
      if (what.kind !== 'offline') [current.value, trouble.value] = [null, what]
    }
  }
  useIntervalFn(() => {
    if (current.value && isWorkedOn.value) void look(current.value.id)
  }, AGAIN_MS)

  async function send(file: File): Promise<void> {
    current.value = null
    trouble.value = file.size > limits.importBytes ? { kind: 'tooLarge' } : null
    if (trouble.value) return
    isSending.value = true
    try {
      await look((await upload('imports.create', file)).id)
    } catch (error) {
      trouble.value = told(error)
    } finally {
      isSending.value = false
    }
  }

  async function apply(): Promise<void> {
    if (current.value === null) return
    try {
      current.value = await call('imports.apply', { id: current.value.id })
    } catch (error) {
      trouble.value = told(error)
    }
  }

  return { isSending, current, trouble, isWorkedOn, send, apply }
}
