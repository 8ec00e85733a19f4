import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { Presence, PresenceSet } from '../../shared/contract/feeds'
import { limits } from '../../shared/limits'
import { useFaces } from '../wall/facesStore'
import { useConnection } from '../sync/connection'

type Look = Omit<PresenceSet, 'face'>

/** The other people at the current face, and the presence that this page tells them. */
export const usePresence = defineStore('presence', () => {
  const { socket } = useConnection()
  const faces = useFaces()
  const here = shallowRef<ReadonlyMap<string, Presence>>(new Map())
  const guests = shallowRef(0)
  const others = computed(() => [...here.value.values()].filter(presence => presence.id !== socket.id()))

  /** [SEE-9] The colour that nobody else has at this wall. */
  const colourOf = (userId: string): string | undefined => others.value.find(({ user }) => user.id === userId)?.user.colour

  let mine: Look = { hold: null, point: null, mode: 'look' }
  let lastSent = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function send(): void {
    clearTimeout(timer)
    timer = undefined
    lastSent = Date.now()
    if (faces.currentId) socket.look({ face: faces.currentId, ...mine })
  }

  /** Tells the others where we look; of what comes faster than 20 times a second the last counts. */
  function look(changed: Look): void {
    mine = { ...mine, ...changed }
    timer ??= setTimeout(send, Math.max(0, lastSent + 1000 / limits.presencePerSecond - Date.now()))
  }

  function forgetAll(): void {
    here.value = new Map()
    guests.value = 0
  }

  socket.onPresence(news => {
    if (news.face !== faces.currentId) return
    const known = new Map(news.all ? [] : here.value)
    for (const presence of news.set) known.set(presence.id, presence)
    for (const id of news.gone) known.delete(id)
    here.value = known
    guests.value = news.guests
  })
  socket.onConnection(isConnected => {
    forgetAll()
    if (isConnected) send()
  })
  watch(() => faces.currentId, (_, before) => {
    // A hold that the address named before its face was known still counts.
    if (before !== null) mine = { hold: null, point: null, mode: mine.mode }
    forgetAll()
    send()
  })

  return { others, guests, colourOf, look }
})
