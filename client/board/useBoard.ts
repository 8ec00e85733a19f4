import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { documentName } from '../../shared/documentName'
import { parseNoteRoot, SHEET_MARKS } from '../../shared/documents'
import { useDocuments } from '../documents/documentRegistry'
import { openDocument } from '../documents/openDocument'

interface SheetToday {
  notes: ReadonlyMap<number, string>
  marks: number
}

/** The content of a face's shared sheet as it changes; null until it was read. */
export function useBoard(faceId: string) {
  const { document, destroy } = openDocument(useDocuments(), documentName({ kind: 'sheet', faceId }))
  const read = shallowRef<SheetToday>({ notes: new Map(), marks: 0 })
  const hasSynced = shallowRef(false)

  watch(document.generation, (_, __, onCleanup) => {
    const { doc } = document
    const look = (): void => {
      const notes = new Map<number, string>()
      for (const root of doc.share.keys()) {
        const holdId = parseNoteRoot(root)
        const text = holdId === null ? '' : doc.getText(root).toString()
        if (holdId !== null && text !== '') notes.set(holdId, text)
      }
      read.value = { notes, marks: doc.getMap(SHEET_MARKS).size }
    }
    look()
    doc.on('update', look)
    onCleanup(() => doc.off('update', look))
  }, { immediate: true, flush: 'sync' })
  watch(document.state, now => {
    if (now === 'live') hasSynced.value = true
  }, { immediate: true, flush: 'sync' })
  onScopeDispose(destroy)

  return computed(() => (hasSynced.value ? read.value : null))
}
