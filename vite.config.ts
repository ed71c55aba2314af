// Builds the editor and runs every unit test: one file, so that both resolve modules in the same way.
import { fileURLToPath } from 'node:url';
import { constants } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { compression, defineAlgorithm } from 'vite-plugin-compression2';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));
/** The best but for two steps, which would take five times as long. */
const quality = { [constants.BROTLI_PARAM_QUALITY]: 9 };
const server = 'http://127.0.0.1:4680';

/**
 * The JSON language's way to its worker brings every feature that Monaco has. It comes when a first text is open and the
 * services are made: half a megabyte, and the next editor would have features without their services.
 */
const onlyItsWorker = {
  name: 'only-its-worker',
  transform: {
    filter: { id: /monaco-editor\/esm\/vs\/internal\/common\/workers\.js$/ },
    handler: (code: string): string => code.replaceAll(/^import '.*';$/gm, ''),
  },
};

export default defineConfig({
  root: `${root}editor`,
  // Compressed once, here, and not by the server for everybody who opens a page.
  plugins: [
    react(),
    onlyItsWorker,
    compression({
      algorithms: [defineAlgorithm('gzip', { level: 9 }), defineAlgorithm('brotliCompress', { params: quality })],
    }),
  ],
  // No file is put into another as a data: address, which the page's content security policy would not load. The
  // server reads in the manifest what a page will need.
  build: { outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0, manifest: true },
  optimizeDeps: { rolldownOptions: { plugins: [onlyItsWorker] } },
  server: { proxy: { '/api': server } },
  test: {
    passWithNoTests: true,
    // Machines are noisy: a test that hangs still ends, and one that is only slow is not a failure.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: false,
        root,
        test: {
          name: 'node',
          environment: 'node',
          setupFiles: [`${root}scripts/test/tripwire.ts`],
          // Loading LangGraph anew for every file takes longer than most of their tests.
          isolate: false,
          testTimeout: 60_000,
          include: ['{shared,runtime,server,bench,scripts}/**/*.test.ts'],
          benchmark: { include: ['bench/**/*.bench.ts'] },
        },
      },
      {
        extends: false,
        root,
        plugins: [react()],
        test: {
          name: 'editor',
          environment: 'happy-dom',
          include: ['editor/**/*.test.{ts,tsx}'],
          benchmark: { include: [] },
        },
      },
    ],
  },
});
