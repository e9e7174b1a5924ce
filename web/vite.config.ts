import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { precompress } from './precompress.ts'

/** Browsers with light-dark() and popovers; older ones get no second build. */
const BROWSERS = ['chrome123', 'firefox125', 'safari17.5']

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } }), precompress()],
  build: {
    target: BROWSERS,
    // The page's content security policy allows no inline scripts or styles.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    // Which chunk loads which, for the test of sizes.
    manifest: true,
    rolldownOptions: {
      output: {
        // What most pages need is one file, not a request for each shared module.
        codeSplitting: { groups: [{ name: 'base', minShareCount: 10 }] },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4310' } },
})
