import { findProgram, isProgram } from './find-program.mjs';
import { installSystemPackages } from './install-system-packages.mjs';
import { Refusal } from './report.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The Chromium for the browser tests: `CHROME_BIN`, then what is installed, then Debian's package. */
export async function findBrowser() {
  const wanted = process.env.CHROME_BIN;
  if (wanted && !isProgram(wanted))
    throw new Refusal(`CHROME_BIN names no program (${wanted}): correct it or unset it.`);
  const found = wanted ?? lookForBrowser();
  if (found) return found;
  const isInstalled = await installSystemPackages('the browser tests', ['chromium', 'fonts-liberation']);
  const installed = isInstalled ? lookForBrowser() : null;
  if (installed) return installed;
  throw new Refusal(
    'The browser tests need Chromium or Chrome: install one (Debian: apt-get install chromium) or name it in CHROME_BIN.',
  );
}

const lookForBrowser = () => findProgram(names) ?? places.find(isProgram) ?? null;
