import { beforeEach, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { GLOBAL_FEED } from '../../../shared/feedName'
import { fakeConnection, put } from '../../testing/fakeConnection'
import { testStores } from '../../testing/testStores'
import { useFaces } from '../../wall/facesStore'
import { useClimbElsewhere } from './useClimbElsewhere'

const call = vi.fn()
let fake = fakeConnection()
let app: ReturnType<typeof testStores>
const wall = (id: string) => put('face', id, { id, name: id, position: 0, is_active: true, is_archived: false })

beforeEach(() => {
  fake = fakeConnection()
  call.mockReset()
  app = testStores({ connection: fake.appConnection, api: { call } })
})
const opened = (id: string | null, isMissing = true) =>
  app.runWithContext(() => useClimbElsewhere(ref(id), ref(isMissing)))

it('[SHARE-5] a link to a climb on another wall opens that wall', async () => {
  const faces = useFaces()
  fake.step(GLOBAL_FEED, [wall('f'), wall('g')])
  faces.choose('f')
  call.mockResolvedValue({ face_id: 'g' })
  const { isAsking } = opened('c')
  expect(isAsking.value).toBe(true)
  await vi.waitFor(() => expect(faces.currentId).toBe('g'))
  expect([isAsking.value, call.mock.calls]).toEqual([false, [['climbs.get', { id: 'c' }]]])
})

it('[SHARE-5] stays where no server knows the climb, and asks nothing on the only wall or of a climb that is there', async () => {
  const faces = useFaces()
  fake.step(GLOBAL_FEED, [wall('f')])
  opened('c')
  fake.step(GLOBAL_FEED, [wall('g')])
  faces.choose('f')
  opened('c', false)
  opened(null)
  expect(call).not.toHaveBeenCalled()
  call.mockRejectedValue(new Error('404'))
  const { isAsking } = opened('c')
  await vi.waitFor(() => expect(isAsking.value).toBe(false))
  await nextTick()
  expect(faces.currentId).toBe('f')
})
