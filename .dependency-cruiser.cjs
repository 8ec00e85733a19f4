const layer = (name, from, to, comment) => ({ name, severity: 'error', comment, from: { path: from }, to: { path: to } })
/** Types may cross, values may not. */
const values = (name, from, to, comment) => ({
  name, severity: 'error', comment,
  from: { path: from, pathNot: '\\.test\\.ts$' },
  to: { path: to, dependencyTypesNot: ['type-only'] },
})
/** The client's folders. Each imports only from those before it, so that no two import each other. */
const CLIENT = [
  'ui', 'api', 'documents', 'sync', 'offline', 'frame', 'account', 'push', 'news', 'reports', 'wall', 'presence', 'sources', 'annotations',
  'ascents', 'board', 'comments', 'lists', 'print', 'climbs', 'notices', 'care', 'history', 'holds', 'bin', 'logbook',
  'profile', 'statistics',
  'admin', 'stage',
  'app',
]
/**
 * The server's folders, ordered likewise. `foundation` is what all above it get; `services` are all parts together, and
 * only what answers requests gets those. The files beside the folders put everything together, and nobody imports them.
 */
const SERVER = [
  'files', 'i18n', 'concurrency', 'limits', 'config', 'log', 'sources', 'photos', 'db', 'cluster', 'operation', 'feeds', 'transaction',
  'foundation', 'auth', 'delivery', 'collab', 'exports', 'stokt', 'mail', 'usecases', 'mirror', 'push', 'imports', 'jobs', 'demo',
  'services', 'pages', 'socketIo', 'presence', 'http', 'openapi', 'sockets',
  'cli',
]
const inOrder = (part, folders) => folders.slice(0, -1).map((folder, at) => layer(`${part}-${folder}-imports-only-from-below`,
  `^${part}/${folder}/(?!.*\\.test\\.ts$)`, `^${part}/(${folders.slice(at + 1).join('|')})/`,
  `a folder of the ${part} imports only from those that stand before it in the list ${part.toUpperCase()}`))
const inTheirPlace = (part, folders, others) => layer(`each-${part}-folder-has-its-place`,
  `^${part}/(?!(${[...folders, ...others].join('|')})/)[^/]+/`, '.', `the list ${part.toUpperCase()} says which folders stand below it`)
const SQL = 'node_modules/(drizzle-orm|better-sqlite3|pg)/'

module.exports = {
  forbidden: [
    layer('shared-knows-nobody', '^shared/', '^(server|client|tests|bench|scripts)/', 'shared is the leaf both sides stand on'),
    layer('client-never-sees-server', '^client/', '^server/', 'they talk through shared/contract'),
    layer('server-never-sees-client', '^server/', '^client/', 'they talk through shared/contract'),
    layer('product-never-sees-tests', '^(server|client|shared)/(?!.*\\.test\\.ts$)', '^tests/|\\.test\\.ts$', 'tests look at the product, never the other way'),
    values('usecases-know-no-wire', '^server/usecases/', `^server/(http|sockets|socketIo)/|node_modules/(express|socket\\.io|ws)/|${SQL}`,
      'a use-case runs from a test with plain values'),
    values('usecases-see-db-as-types', '^server/usecases/', '^server/db/', 'stores come in as values'),
    ...inOrder('client', CLIENT),
    inTheirPlace('client', CLIENT, ['locales', 'styles', 'testing', 'public']),
    ...inOrder('server', SERVER),
    inTheirPlace('server', SERVER, []),
    layer('nobody-imports-the-assembly', '^server/[^/]+/(?!.*\\.test\\.ts$)', '^server/[^/]+\\.ts$', 'it puts everything together'),
    layer('the-stage-is-the-apps', '^client/admin/', '^client/stage/', 'only the app puts it on the page'),
    layer('the-wall-keeps-nothing', '^client/wall/(?!.*\\.test\\.ts$)', '^client/offline/',
      'it is the wall and its holds; what a device keeps of them comes with the feeds'),
    layer('the-drawn-wall-is-handed-all', '^client/wall/(camera|canvas|gestures|layers)/(?!.*\\.test\\.ts$)',
      '^client/(account|offline|sync)/', 'it draws and feels what it is handed'),
    layer('doubles-are-for-tests', '^client/(?!testing/|.*\\.test\\.ts$)', '^client/testing/', 'tests look at the product, never the other way'),
    layer('only-db-knows-sql', '^(server/(?!db/)|client/|shared/)(?!.*\\.test\\.ts$)', SQL, 'SQL lives in server/db'),
    layer('only-layers-know-fabric', '^(client/(?!wall/layers/)|server/|shared/)', 'node_modules/fabric/',
      'Fabric lives in client/wall/layers'),
    layer('editor-knows-no-vue', '^client/wall/(canvas/editor|gestures/(?!use))', 'node_modules/(vue|@vue|pinia)/',
      'the editor and its tools run without Vue'),
    {
      name: 'no-cycles', severity: 'error', comment: 'two files that need each other are one file, or three',
      from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolved', severity: 'error', comment: 'an import that leads nowhere',
      from: {}, to: { couldNotResolve: true, pathNot: '\\?(url|worker|raw|inline)$|^virtual:' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'browser', 'default', 'types'], extensions: ['.ts', '.vue', '.mjs', '.js', '.cjs', '.json', '.css', '.d.ts'] },
    cache: { folder: 'node_modules/.cache/dependency-cruiser', strategy: 'content' },
  },
}
