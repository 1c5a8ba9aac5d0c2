import { spawnSync } from 'node:child_process';
import { findProgram } from './find-program.mjs';
import { step } from './report.mjs';
import { runProgram } from './run-program.mjs';

/**
 * Installs Debian packages where that needs no password, and answers whether it worked. Anything else is left to the user.
 * @param {string} purpose as in "Redis"
 * @param {string[]} packages
 */
export async function installSystemPackages(purpose, packages) {
  const apt = aptCommand();
  if (!apt) return false;
  return step(`Installing ${packages.join(' and ')} with apt-get for ${purpose}`, async () => {
    await runProgram(apt.command, [...apt.args, 'update']);
    const { code } = await runProgram(apt.command, [
      ...apt.args,
      'install',
      '-y',
      '--no-install-recommends',
      ...packages,
    ]);
    return code === 0;
  });
}

function aptCommand() {
  const aptGet = findProgram(['apt-get']);
  if (!aptGet) return null;
  const frontend = 'DEBIAN_FRONTEND=noninteractive';
  if (process.getuid?.() === 0) return { command: 'env', args: [frontend, aptGet] };
  const sudo = findProgram(['sudo']);
  if (!sudo || spawnSync(sudo, ['-n', 'true']).status !== 0) return null;
  return { command: sudo, args: ['-n', 'env', frontend, aptGet] };
}
