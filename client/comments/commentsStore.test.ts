import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Comment } from '../../shared/model/comment'
import { faceFeed, userFeed } from '../../shared/feedName'
import { instant } from '../../shared/model/instant'
import type { User } from '../../shared/model/user'
import { useSession } from '../account/sessionStore'
import { ApiError } from '../api/api'
import { useOutbox } from '../offline/outboxStore'
import { fakeConnection, gone, put } from '../testing/fakeConnection'
import { testStores } from '../testing/testStores'
import { useFaces } from '../wall/facesStore'
import { useComments } from './commentsStore'

let fake = fakeConnection()
const write = vi.fn()
const at = (minute: number) => instant(`2026-01-01T00:0${minute}:00.000000Z`)
const comment = (id: string, minute: number, more: Partial<Comment> = {}): Comment => ({
  id, climb_id: 'c', user_id: 'v', user_name: 'Vera', text: id, replied_to_id: null, created_at: at(minute), updated_at: at(minute), ...more,
})
const row = (id: string, minute: number, more: Partial<Comment> = {}) => put('comment', id, comment(id, minute, more))
const shown = () => useComments().threadsOn('c').map(({ comment: top, answers }) => [top?.text ?? null, ...answers.map(({ text }) => text)])

beforeEach(() => {
  fake = fakeConnection()
  write.mockReset()
  write.mockRejectedValue(new ApiError(0, 'offline', ''))
  testStores({ connection: fake.appConnection, api: { write } })
  useFaces().choose('f')
  useSession().user = { id: 'u', username: 'me', full_name: 'Me' } as User
})

describe('the comments on a climb', () => {
  it('[COMMENT-11] stand oldest first, each above its answers, which stay when it is gone', () => {
    const answer = row('yes', 3, { replied_to_id: 'first' })
    fake.step(faceFeed('f'), [row('second', 2), answer, row('first', 1), row('elsewhere', 1, { climb_id: 'd' })])
    fake.step(userFeed('u'), [row('mine', 4)])
    expect(shown()).toEqual([['first', 'yes'], ['second'], ['mine']])
    fake.step(faceFeed('f'), [gone('comment', 'first')], 'push')
    expect([shown(), useComments().countOn('c')]).toEqual([[['second'], [null, 'yes'], ['mine']], 3])
  })

  it('[COMMENT-10] that are written, changed and deleted without a network show at once, and wait in their order', async () => {
    const comments = useComments()
    fake.step(faceFeed('f'), [row('first', 1, { user_id: 'u' }), row('other', 2)])
    const { id, isWaiting } = await comments.write('c', ' Belle ligne. ', null)
    await comments.write('c', 'Oui !', id)
    expect([isWaiting, shown().at(-1), comments.stateOf(id) !== null]).toEqual([true, ['Belle ligne.', 'Oui !'], true])
    await comments.change(comment('first', 1), 'Mieux')
    await comments.remove(comment('other', 2))
    expect(shown()).toEqual([['Mieux'], ['Belle ligne.', 'Oui !']])
    expect(useOutbox().items.map(({ write: { command } }) => command))
      .toEqual(['comments.create', 'comments.create', 'comments.update', 'comments.delete'])
    expect(useOutbox().items[1]?.write.input).toMatchObject({ climb_id: 'c', replied_to_id: id })
  })

  it('[COMMENT-10] take new words, or go, while nobody has them; what may be there is deleted by asking', async () => {
    const comments = useComments()
    await comments.write('c', 'stays first, was tried', null)
    const { id } = await comments.write('c', 'new', null)
    await comments.change(comment(id, 1), 'newer')
    expect(useOutbox().items.map(({ write: { input } }) => input)).toMatchObject([{ text: 'stays first, was tried' }, { id, text: 'newer' }])
    expect(comments.isUnsent(id)).toBe(true)
    await comments.remove(comment(id, 1))
    expect([shown(), useOutbox().items.length]).toEqual([[['stays first, was tried']], 1])
    fake.step(faceFeed('f'), [row('old', 0)])
    await comments.remove(comment('old', 0))
    await comments.restore(comment('old', 0))
    expect([shown()[0], useOutbox().items.length]).toEqual([['old'], 1])
  })

  it('[COMMENT-5] that are hidden or deleted lie in my bin, until I take them out here', async () => {
    const comments = useComments()
    const entry = (id: string, state: string, minute: number) => ({
      id, state, reason: null, at: at(minute), until: null, by_me: true, climb: null, comment: comment(id, minute, { user_id: 'u' }),
    })
    fake.step(userFeed('u'), [
      put('bin', 'a', entry('a', 'hidden', 1)), put('bin', 'b', entry('b', 'deleted', 2)),
      put('bin', 'climb', { ...entry('climb', 'deleted', 3), climb: { id: 'climb' }, comment: null }),
    ])
    expect(comments.bin.map(({ id }) => id)).toEqual(['b', 'a'])
    await comments.restore(comment('b', 2))
    expect([comments.bin.map(({ id }) => id), shown()]).toEqual([['a'], [['b']]])
  })

  it('[COMMENT-10] are not kept where the server refuses them while one looks on', async () => {
    write.mockRejectedValue(new ApiError(403, 'muted', 'Un admin a bloqué votre écriture.'))
    await expect(useComments().write('c', 'non', null)).rejects.toMatchObject({ detail: 'Un admin a bloqué votre écriture.' })
    expect([shown(), useOutbox().items]).toEqual([[], []])
  })
})
