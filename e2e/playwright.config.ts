import { defineConfig } from '@playwright/test';

// Set by `npm test`, which finds or installs one; without it Playwright's own browser is used, if there is one.
const executablePath = process.env['BATON_CHROMIUM'];

export default defineConfig({
  testDir: 'specs',
  outputDir: 'results',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  reporter: 'list',
  use: {
    launchOptions: executablePath === undefined ? {} : { executablePath },
    trace: 'retain-on-failure',
  },
});
