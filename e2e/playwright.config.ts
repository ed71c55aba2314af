import { defineConfig } from '@playwright/test';

// Set by `npm test`, which finds or installs one; without it Playwright's own browser is used, if there is one.
const executablePath = process.env['BATON_CHROMIUM'];

export default defineConfig({
  testDir: 'specs',
  outputDir: 'results',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  // Generous, for machines that have other things to do: nothing here waits for time to pass.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: executablePath === undefined ? {} : { executablePath },
    screenshot: 'only-on-failure',
    // Recording every step takes as long again as the tests themselves.
    trace: process.env['BATON_TRACE'] === undefined ? 'off' : 'retain-on-failure',
  },
});
