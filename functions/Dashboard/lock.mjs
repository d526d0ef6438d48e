// Builds of several projects, or of both runtimes, may run at once; npm ci and the bundler take turns.
import { open, readFile, rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** Runs something while no other process of this machine does it under the same lock file. */
export async function withLock(path, say, action) {
  await take(path, say);
  try {
    return await action();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path, say) {
  for (let attempt = 0; ; attempt++) {
    try {
      const file = await open(path, 'wx');
      await file.writeFile(String(process.pid));
      await file.close();
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw error;
      }
    }

    const owner = await readFile(path, 'utf8').catch(() => '');
    if (attempt > 5 && owner !== '' && !isAlive(Number(owner))) {
      // Its owner was ended before it could take the lock away.
      await rm(path, { force: true });
      continue;
    }

    if (attempt === 0) {
      say('waiting for another build of the page ...');
    }

    await pause(100);
  }
}

function isAlive(id) {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
