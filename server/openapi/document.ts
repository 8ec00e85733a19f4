import { commands, type CommandName } from '../../shared/contract/commands'
import { limits } from '../../shared/limits'
import { createComponents } from './components'
import { answerHeaders, operationOf } from './operation'
import { otherPaths, problemSchema } from './otherPaths'
import { headerParameters } from './parameters'

const TAGS: Readonly<Record<string, string>> = {
  annotations: 'What people say of holds.',
  apiKeys: 'Keys for programs.',
  audit: 'The log.',
  auth: 'Accounts and logging in.',
  claims: 'Imported setters that users claim to be.',
  climbs: 'Climbs.',
  comments: 'What people write below climbs.',
  documents: 'Documents that several people edit at once.',
  faces: 'Photographed walls.',
  feeds: 'What changed, for programs that stay up to date.',
  gyms: 'Gyms.',
  holds: 'Holds.',
  lists: 'Lists of climbs.',
  searches: 'Searches that people keep under a name.',
  ascents: 'The sends of climbs.',
  imports: 'Walls that somebody uploads as a zip.',
  invites: 'Invitations.',
  locks: 'Holds and faces that nobody changes.',
  marks: 'Drawings on the shared sheets.',
  notes: 'Shared notes of holds.',
  news: 'What others did with something of the caller.',
  push: 'Notifications in browsers.',
  notices: 'Messages of admins to everybody, a gym or a wall.',
  overview: 'How the servers do.',
  passkeys: 'Passkeys and recovery codes.',
  pictures: 'Photos.',
  server: 'The server itself.',
  reports: 'What people ask the admins to look at.',
  sheetVersions: 'Kept versions of the shared sheets.',
  sources: 'The mirror of the gym in Stokt.',
  stokt: 'What Stokt itself holds, for people who linked their account there.',
  sheets: 'Shared sheets.',
  sync: 'Figures for programs that mirror.',
  tasks: 'Work on holds.',
  users: 'Users.',
}

const ABOUT = `Climbing walls, live. [The first page](/docs) begins with a call that works and tells of keys, paging, refusals and live changes.

Moments are ISO 8601 in UTC. Every \`detail\` and \`message\` is in French, or in English where \`Accept-Language\` prefers it. An unknown parameter or field is refused with 422. Every answer has an \`X-Request-Id\`, which the log of the server has too.`

const tagsOf = (paths: Record<string, Record<string, { tags: string[] }>>): { name: string; description: string }[] =>
  [...new Set(Object.values(paths).flatMap(path => Object.values(path).flatMap(({ tags }) => tags)))]
    .sort()
    .map(name => ({ name, description: TAGS[name] ?? '' }))

/** The OpenAPI document, made from the schemas that check the requests. */
export function openApiDocument(version: string): object {
  const components = createComponents()
  const paths: Record<string, Record<string, object>> = {}
  for (const name of Object.keys(commands) as CommandName[]) {
    const { path, method } = commands[name]
    const place = path.replace(/[:*](\w+)/g, '{$1}')
    paths[place] = { ...paths[place], [method.toLowerCase()]: operationOf(name, components) }
  }
  for (const [path, operations] of Object.entries(otherPaths)) paths[path] = { ...paths[path], ...operations }
  const schemas = {
    ...components.schemas,
    Problem: problemSchema,
    ZipUpload: {
      type: 'object',
      required: ['file'],
      description: 'One file, as a form of a browser sends it.',
      properties: {
        file: { type: 'string', format: 'binary', description: `A zip of at most ${limits.importBytes / 1024 / 1024} MB.` },
      },
    },
    Upload: {
      type: 'object',
      required: ['file'],
      description: 'One file, as a form of a browser sends it.',
      properties: {
        file: {
          type: 'string',
          format: 'binary',
          description: `A JPEG, PNG, WebP or GIF picture of at most ${limits.avatarBytes / 1024 / 1024} MB.`,
        },
      },
    },
  }
  return {
    openapi: '3.1.0',
    info: { title: 'mastoc', version, summary: 'Climbing walls, live.', description: ABOUT },
    servers: [{ url: '/', description: 'This server' }],
    tags: tagsOf(paths as Record<string, Record<string, { tags: string[] }>>),
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => a.localeCompare(b, 'en'))),
      parameters: headerParameters,
      headers: answerHeaders,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The access token of a person who logged in.' },
        apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'The key of a program.' },
      },
    },
  }
}
