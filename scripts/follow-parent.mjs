// Loaded into a process that a script starts (`node --import`): ends it when the script is gone, even if the script was
// killed and could pass nothing on. The channel between the two closes in every case and on every system.
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.channel) {
  // Only this process follows; those that it forks would inherit the argument.
  process.execArgv = [];
  process.once('disconnect', () => {
    // As if asked politely, also on Windows, where a real signal would end it on the spot.
    if (!process.emit('SIGTERM')) process.exit(143);
  });
  // Watching must not keep the process alive.
  process.channel.unref();
}
