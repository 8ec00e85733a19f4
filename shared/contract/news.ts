import { z } from 'zod'
import { InstantSchema } from '../model/instantSchema'
import { News } from '../model/news'
import type { Command } from './command'

export const newsCommands = {
  'news.list': {
    method: 'GET', path: '/api/news', summary: 'What others did with my projects, requests and comments, newest first', gate: 'user',
    input: z.object({}), output: z.object({ results: z.array(News) }),
  },
  'news.see': {
    method: 'POST', path: '/api/news/seen', summary: 'Mark the news that I was told until then as seen', gate: 'user',
    input: z.strictObject({ until: InstantSchema }), output: z.void(), status: 204,
  },
} as const satisfies Record<string, Command>
