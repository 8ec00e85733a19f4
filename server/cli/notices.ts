import { guest } from '../../shared/access/actor'
import { noticeCommands } from '../../shared/contract/notices'
import { storesOn, type Stores } from '../db/stores/stores'
import { withdrawNotice } from '../usecases/notices/changeNotice'
import { makeNotice } from '../usecases/notices/createNotice'
import type { Console } from './console'
import { UsageError } from './usageError'
import { withCliContext } from './cliContext'

export interface NoticeOptions {
  for?: string
  level: string
  title: string
  from?: string
  until?: string
}

/** A gym or a wall by its name or its id; everybody, where none is named. @throws UsageError */
async function audienceCalled(wanted: string | undefined, { walls }: Stores): Promise<string> {
  if (wanted === undefined) return 'global'
  const [gyms, faces] = [await walls.gyms(), await walls.faces({})]
  const meant = [
    ...gyms.filter(({ id, name }) => [id, name].includes(wanted)).map(({ id }) => `gym:${id}`),
    ...faces.filter(({ id, name }) => [id, name].includes(wanted)).map(({ id }) => `face:${id}`),
  ]
  const [audience, ...others] = meant
  if (audience && others.length === 0) return audience
  throw new UsageError(
    [
      audience ? `Several are called ${wanted}; say which by its id:` : `No gym and no wall is called ${wanted}. There are:`,
      ...gyms.map(({ id, name }) => `  ${id}  ${name} (gym)`),
      ...faces.map(({ id, name }) => `  ${id}  ${name} (wall)`),
    ].join('\n'),
  )
}

/** [NOTICE-1] Everybody whom it is for sees it within two seconds, beside a running server too. */
export async function sendNotice(text: string, options: NoticeOptions, console: Console): Promise<void> {
  const { level, title, from = null, until = null } = options
  await withCliContext(console.environment, async ({ db, transactions }) => {
    const feed = await audienceCalled(options.for, storesOn(db))
    const given = noticeCommands['notices.create'].input.safeParse({ feed, level, title, text, from, until })
    if (!given.success) {
      const places: Readonly<Record<string, string>> = { text: 'TEXT' }
      throw new UsageError(given.error.issues
        .map(({ path, message }) => `${places[String(path[0])] ?? `--${String(path[0])}`}: ${message}`)
        .join('\n'))
    }
    const { value } = await transactions(guest, context => makeNotice(context, { kind: 'cli' }, given.data))
    console.out(`Published: ${value.id}`)
  })
}

/** All that are not withdrawn, newest first. */
export async function listNoticeLines(console: Console): Promise<void> {
  const notices = await withCliContext(console.environment, ({ db }) => storesOn(db).notices.all())
  for (const { id, level, title, text, from, until } of notices) {
    const times = [from && `from ${from.slice(0, 16)}Z`, until && `until ${until.slice(0, 16)}Z`].filter(Boolean)
    console.out([id, level, [title, text].filter(Boolean).join(': '), ...times].join('  '))
  }
  if (notices.length === 0) console.out('No notices.')
}

export async function withdrawNoticeOf(id: string, console: Console): Promise<void> {
  await withCliContext(console.environment, async ({ transactions }) => {
    await transactions(guest, async (context) => {
      if (!await context.stores.notices.byId(id)) throw new UsageError(`There is no notice ${id}. See: mastoc notice list`)
      await withdrawNotice(context, { kind: 'cli' }, id)
    })
  })
  console.out('The notice is withdrawn.')
}
