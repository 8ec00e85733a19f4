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
  'ascents', 'board', 'comments', 'lists', 'print', 'climbs', 'notices', 'care', 'history', 'holds', 'bin', 'logbook', 'profile', 'statistics',
  'admin', 'stage',
  'app',
]
const clientOrder = CLIENT.slice(0, -1).map((folder, at) => layer(`${folder}-imports-only-from-below`,
  `^client/${folder}/(?!.*\\.test\\.ts$)`, `^client/(${CLIENT.slice(at + 1).join('|')})/`,
  'a folder of the client imports only from those that stand before it in the list CLIENT'))
const SQL = 'node_modules/(drizzle-orm|better-sqlite3|pg)/'

module.exports = {
  forbidden: [
    layer('shared-knows-nobody', '^shared/', '^(server|client|tests|bench|scripts)/', 'shared is the leaf both sides stand on'),
    layer('client-never-sees-server', '^client/', '^server/', 'they talk through shared/contract'),
    layer('server-never-sees-client', '^server/', '^client/', 'they talk through shared/contract'),
    layer('product-never-sees-tests', '^(server|client|shared)/(?!.*\\.test\\.ts$)', '^tests/|\\.test\\.ts$', 'tests look at the product, never the other way'),
    values('usecases-know-no-wire', '^server/usecases/', `^server/(http|sockets)/|node_modules/(express|socket\\.io|ws)/|${SQL}`,
      'a use-case runs from a test with plain values'),
    values('usecases-see-db-as-types', '^server/usecases/', '^server/db/', 'stores come in as values'),
    ...clientOrder,
    layer('each-client-folder-has-its-place', `^client/(?!(${CLIENT.join('|')}|locales|styles|testing|public)/)[^/]+/`, '.',
      'the list CLIENT says which folders stand below it'),
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
