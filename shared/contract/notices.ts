import { z } from 'zod'
import { InstantSchema } from '../model/instantSchema'
import { Notice, NOTICE_AUDIENCE, NOTICE_TEXT_MAX, NOTICE_TITLE_MAX } from '../model/notice'
import { NOTICE_LEVELS } from '../model/noticeLevel'
import type { Command } from './command'

const Id = z.object({ id: z.string().max(64) })
const level = z.enum(NOTICE_LEVELS)
const title = z.string().trim().max(NOTICE_TITLE_MAX)
const text = z.string().trim().min(1).max(NOTICE_TEXT_MAX)
const moment = InstantSchema.nullable()

export const noticeCommands = {
  'notices.list': {
    method: 'GET', path: '/api/notices', summary: 'The notices that are shown now, newest first', gate: 'reader',
    input: z.object({}), output: z.object({ results: z.array(Notice) }),
  },
  'notices.listAll': {
    method: 'GET', path: '/api/admin/notices', summary: 'All notices that are not withdrawn, newest first', gate: 'admin',
    input: z.object({}), output: z.object({ results: z.array(Notice) }),
  },
  'notices.create': {
    method: 'POST', path: '/api/admin/notices',
    summary: 'Tell everybody, a gym or those at one wall something; it is shown at once, or from a moment on', gate: 'admin',
    input: z.strictObject({
      feed: z.string().regex(NOTICE_AUDIENCE), level: level.default('info'), title: title.default(''), text,
      from: moment.default(null), until: moment.default(null),
    }),
    output: Notice, status: 201,
  },
  'notices.update': {
    method: 'PATCH', path: '/api/admin/notices/:id', summary: 'Change a notice; everybody sees the change at once', gate: 'admin',
    input: z.strictObject({
      id: z.string().max(64), level: level.optional(), title: title.optional(), text: text.optional(),
      from: moment.optional(), until: moment.optional(),
    }),
    output: Notice,
  },
  'notices.delete': {
    method: 'DELETE', path: '/api/admin/notices/:id', summary: 'Withdraw a notice', gate: 'admin',
    input: Id, output: z.void(), status: 204,
  },
} as const satisfies Record<string, Command>
