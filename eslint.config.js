import vue from 'eslint-plugin-vue'
import accessibility from 'eslint-plugin-vuejs-accessibility'
import globals from 'globals'
import tseslint from 'typescript-eslint'

const code = ['**/*.{ts,mjs,js,cjs,vue}']
const sleeps = {
  selector: "NewExpression[callee.name='Promise'] > ArrowFunctionExpression CallExpression[callee.name='setTimeout']",
  message: 'Wait for a condition (expect.poll, vi.waitFor), never for a time.',
}

const functionLines = (max) => ['error', { max, skipComments: true, skipBlankLines: true }]
const lineLength = ['error',
  { code: 140, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreUrls: true, ignoreRegExpLiterals: true }]
const limits = {
  'max-lines': ['error', { max: 250, skipBlankLines: false }],
  'max-lines-per-function': functionLines(80),
  complexity: ['error', 12],
  'max-params': ['error', 4],
}

/** The files that may exceed a limit. */
const exceptions = [
  // A store is one closure over its database: a list of short queries.
  { files: ['server/db/stores/*/{annotations,climbs,feeds,imports,users,walls}.ts'], rules: { 'max-lines-per-function': functionLines(148) } },
  // One closure holds the state of each of these; the functions inside it are short.
  { files: ['server/collab/awareness.ts', 'server/delivery/tail.ts', 'server/presence/presences.ts', 'bench/rawSocketClient.ts'],
    rules: { 'max-lines-per-function': functionLines(95) } },
  // createApp makes the parts of the server in the order in which they need each other.
  { files: ['server/app.ts'], rules: { 'max-lines-per-function': functionLines(126) } },
  // These are flat: a switch over a union, or one condition for each kind of row, error or gate.
  { files: ['server/feeds/project.ts', 'server/db/stores/*/{climbs,namesThen}.ts', 'server/http/problem.ts', 'shared/access/{feeds,gates}.ts',
    'server/openapi/components.ts'], rules: { complexity: ['error', 23] } },
  // It has one default for each setting.
  { files: ['server/config/config.ts'], rules: { complexity: ['error', 17] } },
  // These count one default or one refusal for each field, one after the other. They may be split further.
  { files: ['server/cluster/cluster.ts', 'server/http/commandRouter.ts', 'server/presence/presences.ts',
    'server/usecases/accounts/refreshFamily.ts', 'server/usecases/climbs/updateClimb.ts', 'server/usecases/holds/careCsv.ts',
    'server/usecases/imports/importClimbs.ts', 'server/usecases/tasks/createTask.ts', 'server/usecases/users/me.ts',
    'server/demo/shade.ts', 'shared/rules/gridCell.test.ts'], rules: { complexity: ['error', 16] } },
  // Called for each pixel or texture of the drawn wall, where an object for each call costs time.
  { files: ['server/demo/{backdrop,layout,light,profiles,shade}.ts'], rules: { 'max-params': ['error', 7] } },
  // Rows of a table: the parameters are its columns.
  { files: ['bench/fanOut.ts', 'server/limits/addresses.test.ts', 'server/usecases/accounts/refreshFamily.test.ts',
    'shared/rules/gridCell.test.ts'],
    rules: { 'max-params': ['error', 5] } },
  // A store is one closure over its rows, a page's model one closure over its state; the functions inside are short.
  { files: ['client/account/sessionStore.ts', 'client/wall/canvas/stage.ts'], rules: { 'max-lines-per-function': functionLines(150) } },
  { files: ['client/annotations/{annotationsStore,note}.ts', 'client/app/usePaletteItems.ts', 'client/board/marksStore.ts',
    'client/climbs/{climbsStore,set/draftStore}.ts', 'client/offline/outboxStore.ts', 'client/board/drawingStore.ts',
    'client/sync/syncStore.ts'],
    rules: { 'max-lines-per-function': functionLines(110) } },
  // One condition for each kind of entry, page, state or move; they may be split further.
  { files: ['shared/audit/auditWords.ts', 'client/wall/camera/framing.ts'], rules: { complexity: ['error', 30] } },
  { files: ['client/app/usePageTitle.ts', 'client/climbs/set/{meeting,usePublish}.ts', 'client/offline/rows.ts',
    'client/offline/outbox/rules.ts', 'client/wall/gestures/gestureHandlers.ts'], rules: { complexity: ['error', 16] } },
  // The fields of an error, of a fixture and of a camera's move, in their usual order.
  { files: ['client/api/api.ts', 'client/offline/outbox/taskOverlay.ts', 'client/testing/holdFixture.ts', 'client/wall/camera/camera.ts',
    'client/wall/gestures/resting.ts', '**/*.test.ts'],
    rules: { 'max-params': ['error', 6] } },
  // One function runs inside the page, where it can call nothing of ours.
  { files: ['tests/support/textTrouble.ts'], rules: { complexity: ['error', 42], 'max-lines-per-function': functionLines(115) } },
  // The model follows each step of the protocol.
  { files: ['tests/model/*.ts', 'tests/support/thumb.ts'], rules: { complexity: ['error', 18] } },
  // One load with its writers, kills and comparisons.
  { files: ['tests/faults/kills.ts'], rules: { 'max-lines': ['error', 310] } },
  // The tests of one subject stand together, and a table test has a row for each case.
  { files: ['tests/**/*.test.ts', '{client,server}/**/*.test.ts'], rules: { 'max-lines': ['error', 490], 'max-lines-per-function': 'off' } },
]

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/', 'drizzle/', 'coverage/', '.vite/', 'tests/output/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: code })),
  ...vue.configs['flat/recommended'],
  ...accessibility.configs['flat/recommended'],
  {
    files: code,
    languageOptions: {
      globals: globals.node,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.vue'] },
    },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      'max-depth': ['error', 4],
      'max-lines-per-function': ['error', { max: 160, skipComments: true, skipBlankLines: true }],
      'prefer-const': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-expressions': ['error', { allowTernary: true, allowShortCircuit: true }],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false, attributes: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Our objects are records of closures; none of their methods has a `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-base-to-string': ['error', { ignoredTypeNames: ['Text', 'YText', 'Error', 'RegExp', 'URL', 'URLSearchParams'] }],
      // An async function that awaits nothing is often one that keeps an interface.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // The linter sees neither what a component exports nor a cast in a comment; vue-tsc and tsc do the types of these.
    files: ['client/**/*.{ts,vue}', 'tests/e2e/**', 'scripts/**/*.mjs'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['client/**/*.{ts,vue}'], languageOptions: { globals: globals.browser } },
  { files: ['{server,shared,client,tests,bench,scripts}/**/*.{ts,mjs,vue}'], rules: { ...limits, 'max-len': lineLength } },
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'no-undef': 'off',
      // Layout is a matter of taste, and the template's is left to who writes it.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-closing-bracket-spacing': 'off',
      'vue/html-indent': 'off',
      'vue/html-self-closing': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'vue/attributes-order': 'off',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-v-html': 'error',
      'vue/no-unused-refs': 'error',
      // A label around its control names it; either way is enough.
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
      'vuejs-accessibility/form-control-has-label': 'error',
      'vuejs-accessibility/no-autofocus': 'off',
      // The rule does not know that role=application takes keys.
      'vuejs-accessibility/no-static-element-interactions': 'off',
    },
  },
  {
    // The same store runs on both databases, and only one of them has these.
    files: ['server/db/stores/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', {
        selector: "AwaitExpression > CallExpression[callee.property.name=/^(get|all|run)$/]",
        message: 'Stores run on SQLite and PostgreSQL: await the query itself, take its first row.',
      }],
    },
  },
  {
    files: ['**/*.test.ts', 'tests/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      // Fakes answer at once, fail with what is no Error, and steps that need no waiting are awaited like those that do.
      '@typescript-eslint/await-thenable': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      // Matchers are typed any.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
      'no-restricted-properties': ['error',
        ...['it', 'test', 'describe'].flatMap((object) => ['only', 'skip', 'todo'].map((property) => ({ object, property }))),
      ],
    },
  },
  { files: ['**/*.test.ts'], rules: { 'no-restricted-syntax': ['error', sleeps] } },
  { files: ['scripts/**', 'bench/**', 'server/cli/**', 'server/main.ts', 'tests/long/**'], rules: { 'no-console': 'off' } },
  { files: ['**/*.cjs', 'eslint.config.js'], ...tseslint.configs.disableTypeChecked },
  ...exceptions,
)
