// The pictures in docs/images, taken anew: npm run screenshots
import { defineConfig } from '@playwright/test';
import config from './playwright.config.ts';

export default defineConfig(config, {
  testDir: '.',
  testMatch: ['screenshots.ts', 'drawings.ts'],
  use: { viewport: { width: 1280, height: 800 } },
});
