// The pictures in docs/images, taken anew: pnpm --filter @baton/e2e exec playwright test -c screenshots.config.ts
import { defineConfig } from '@playwright/test';
import config from './playwright.config.ts';

export default defineConfig(config, {
  testDir: '.',
  testMatch: ['screenshots.ts', 'drawings.ts'],
  use: { viewport: { width: 1280, height: 800 } },
});
