const layer = (name, from, to, comment) => ({ name, severity: 'error', comment, from: { path: from }, to: { path: to } })
/** Types may cross, values may not. */
const values = (name, from, to, comment) => ({
  name, severity: 'error', comment,
  from: { path: from, pathNot: '\\.test\\.ts$' },
  to: { path: to, dependencyTypesNot: ['type-only'] },
})
/** The client's features: whatever stands on the ground and below the app. */
const FEATURES = 'admin|annotations|ascents|bin|board|care|climbs|comments|history|holds|logbook|notices|presence|print|profile|reports|stage|statistics'
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
    layer('client-ground-knows-no-feature', '^client/(api|documents|frame|ui)/(?!.*\\.test\\.ts$)',
      `^client/(account|app|wall|${FEATURES})/`,
      'features stand on these folders, never the other way'),
    layer('the-device-knows-no-feature', '^client/(offline|sync)/(?!.*\\.test\\.ts$)', `^client/(account|app|wall|${FEATURES})/`,
      'the feeds and what a device keeps carry every feature'),
    layer('the-wall-knows-no-feature', '^client/wall/(?!.*\\.test\\.ts$)',
      `^client/(app|offline|${FEATURES})/`,
      'it is the wall and its holds; client/stage brings climbs, votes and drawings onto it'),
    layer('the-stage-stands-on-features', '^client/(?!stage/|app/|.*\\.test\\.ts$)', '^client/stage/', 'only the app puts it on the page'),
    layer('administration-stands-on-features', '^client/(?!admin/|app/|.*\\.test\\.ts$)', '^client/admin/', 'only the app opens its pages'),
    layer('app-is-the-top', '^client/(?!app/|.*\\.test\\.ts$)', '^client/app/',
      'it puts the features together; what they share is in client/frame and client/ui'),
    layer('the-drawn-wall-knows-no-feature', '^client/wall/(camera|canvas|gestures|layers)/(?!.*\\.test\\.ts$)',
      `^client/(account|app|offline|sync|${FEATURES})/`, 'it draws and feels what it is handed'),
    layer('documents-know-no-device', '^client/(api|documents)/(?!.*\\.test\\.ts$)', '^client/(offline|sync)/',
      'what a device keeps and the feeds come in as values'),
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
