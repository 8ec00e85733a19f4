import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { unsentItems, type UnsentEdit, type UnsentItem } from './outbox/unsent'
import { KeptDocuments, type KeptElsewhere, type Adopted } from './storedDocuments'
import { useDocuments, type DocumentHandle } from '../documents/documentRegistry'
import type { LiveDocument } from '../documents/liveDocument'
import { useConnection } from '../sync/connection'
import { useDevice } from './device'

/** My votes, notes and marks that the server lacks: in the documents of this page, and in those of other tabs. */
export const useUnsent = defineStore('unsent', () => {
  const { socket } = useConnection()
  const { store } = useDevice()
  const documents = useDocuments()
  const elsewhere = shallowRef<readonly KeptElsewhere[]>([])
  /** Opened to get sent what was left behind. */
  const held = new Map<string, () => void>()
  /** Documents of which closed tabs left something, until they are opened here. */
  const left = new Set<string>()
  let kept: KeptDocuments | null = null

  watch(store, local => {
    kept?.close()
    for (const letGo of [...held.values()]) letGo()
    left.clear()
    elsewhere.value = []
    const mine: KeptDocuments = kept = new KeptDocuments(local, {
      onElsewhere: edits => mine === kept && (elsewhere.value = edits),
      onTaken: taken => mine === kept && take(taken),
    })
    documents.switchStorage(mine)
  }, { immediate: true, flush: 'sync' })
  socket.onConnection(isConnected => {
    if (!isConnected) return
    documents.wake()
    void sendLeft()
  })

  function take({ document: name, mine, edits }: Adopted): void {
    const open = documents.opened.value.find(document => document.name === name)
    if (open) open.adopt(mine, edits)
    left.add(name)
    void sendLeft()
  }

  async function sendLeft(): Promise<void> {
    if (left.size === 0) return
    const mine = kept
    const part = await import('../documents/openDocument').catch(() => null)
    if (!part || mine !== kept) return
    for (const name of left) if (!held.has(name)) hold(part.openDocument(documents, name))
    left.clear()
  }

  /** Keeps a document open until the server answered. An edit that waits or was refused keeps it open by itself. */
  function hold({ document, destroy }: DocumentHandle): void {
    const stop = watch(document.state, state => {
      if (state !== 'connecting' && state !== 'offline') held.get(document.name)?.()
    })
    held.set(document.name, () => {
      stop()
      held.delete(document.name)
      destroy()
    })
  }

  const edits = computed<UnsentEdit[]>(() => [
    ...documents.opened.value.flatMap(unsentIn),
    ...elsewhere.value.map(({ document, root, key, value, code }): UnsentEdit =>
      ({ document, edit: { root, key, value }, state: code === null ? 'waiting' : 'refused', code, isElsewhere: true })),
  ])
  const items = computed(() => unsentItems(edits.value))
  const waiting = computed(() => items.value.filter(({ state }) => state !== 'refused'))
  const refused = computed(() => items.value.filter(({ state }) => state === 'refused'))

  const documentOf = (item: UnsentItem): LiveDocument | undefined => documents.opened.value.find(({ name }) => name === item.document)
  const lostOf = (document: LiveDocument, { edits }: UnsentItem) =>
    document.lost.value.filter(lost => edits.some(({ root, key }) => root === lost.root && key === lost.key))

  function retry(item: UnsentItem): void {
    const document = documentOf(item)
    for (const lost of document ? lostOf(document, item) : []) document?.retry(lost)
  }
  /** Discards refused edits and votes that wait, nothing else. */
  function discard(item: UnsentItem): void {
    const document = documentOf(item)
    if (!document) return
    if (item.state === 'refused') for (const lost of lostOf(document, item)) document.forgetLost(lost)
    else document.discard(item.edits)
  }

  return { edits, items, waiting, refused, retry, discard }
})

function unsentIn(document: LiveDocument): UnsentEdit[] {
  const state = document.state.value === 'live' ? 'sending' : 'waiting'
  const common = { document: document.name, isElsewhere: false }
  return [
    ...[...document.unsaved.value.values()].map((edit): UnsentEdit => ({ ...common, edit, state, code: null })),
    ...document.lost.value.map(({ code, ...edit }): UnsentEdit => ({ ...common, edit, state: 'refused', code })),
  ]
}
