import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'

/** Allowed imports between parts; `docs/decisions/` says why there are no others. */
const DIRECTIONS = {
  core: [],
  extract: ['core'],
  archive: ['core'],
  stores: ['core'],
  engines: ['core'],
  indexer: ['stores', 'archive', 'extract', 'core'],
  api: ['stores', 'archive', 'extract', 'core'],
  cli: ['config', 'backends', 'api', 'indexer', 'engines', 'stores', 'archive', 'extract', 'core'],
  web: ['api', 'core'],
}
const parts = Object.keys(DIRECTIONS)

const restricted = (part, allowed) => [
  {
    regex: `^#(?!(${[part, ...allowed].join('|')})(/|\\.ts$))`,
    message: `${part} may not import this`,
  },
  { regex: `^(\\.\\./)+(${parts.join('|')})/`, message: 'cross parts by #name, not by path' },
  ...(part === 'web' ? [{ regex: '^#api/', allowTypeImports: true, message: 'types only' }] : []),
]

const directions = Object.entries(DIRECTIONS).map(([part, allowed]) => ({
  files: [`${part}/**/*.{ts,svelte}`],
  ignores: ['**/*.test.ts'],
  rules: {
    '@typescript-eslint/no-restricted-imports': ['error', { patterns: restricted(part, allowed) }],
  },
}))

export default ts.config(
  { ignores: ['node_modules', 'web/dist', 'data', '.engines', '.venv'] },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: globals.node,
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', 'scripts/*.js'] },
        extraFileExtensions: ['.svelte'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['web/**/*.svelte', 'web/**/*.svelte.ts', 'web/**/*.ts'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: ts.parser } },
    rules: { 'svelte/no-at-html-tags': 'error', 'svelte/no-navigation-without-resolve': 'off' },
  },
  {
    // `print…` in terminal.ts removes control characters.
    files: ['cli/**/*.ts'],
    ignores: ['cli/support/terminal.ts', '**/*.test.ts'],
    rules: { 'no-console': 'error' },
  },
  { files: ['notebooks/*.js'], languageOptions: { globals: globals.browser } },
  { files: ['**/*.js'], extends: [ts.configs.disableTypeChecked] },
  ...directions,
)
