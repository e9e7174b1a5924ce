import { svelte } from '@sveltejs/vite-plugin-svelte'
import { configDefaults, defineConfig } from 'vitest/config'

const exclude = [...configDefaults.exclude, 'web/dist/**', 'data/**', '.engines/**', '.venv/**']
/** Tests that take minutes, run only by `npm run test:long`. */
const long = process.env['DATELINE_TEST_LONG'] ? [] : ['tests/long/**']

export default defineConfig({
  test: {
    includeTaskLocation: true,
    // Vitest leaves one core free; many tests wait for a server.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'node',
          include: ['**/*.test.ts'],
          exclude: [...exclude, ...long, 'web/**', 'tests/e2e/**'],
          // Some start the program several times, on busy machines.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 15_000 } },
        },
      },
      {
        plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'web',
          include: ['web/**/*.test.ts'],
          exclude,
          environment: 'jsdom',
          // One document serves all files; a new one for each takes longer than their tests.
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          // One browser at a time; a journey waits as long as a person would.
          fileParallelism: false,
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
