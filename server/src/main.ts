/** What `npm start` runs. */
import { start } from './start.ts';

// Whatever is still open belongs to a run that goes on after the next start.
process.exit(await start(process.argv.slice(2), process.env));
