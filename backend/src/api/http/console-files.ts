import type { NestExpressApplication } from '@nestjs/platform-express';
import type { RequestHandler, Response } from 'express';
import { resolve } from 'node:path';
import { packedFiles, sendPacked } from './packed-files';

const SERVER_PATHS = new Set(['api', 'docs', 'docs-json', 'health', 'live', 'ready', 'metrics']);
const HASHED_NAME = /-[\w-]{8}\.\w+$/;
const NO_CONSOLE =
  '<!doctype html><title>Workstream</title><p>The API is running; the console is not built. See <a href="/docs">the API</a>.';

/** Serves the built console from the API's own port: its files, and its start page for every address it knows itself. */
export function serveConsole(app: NestExpressApplication, consoleDir: string): void {
  const root = resolve(consoleDir);
  app.use(packedFiles(root, cacheControl));
  app.useStaticAssets(root, {
    index: false,
    setHeaders: (response: Response, path) => response.set('Cache-Control', cacheControl(path)),
  });
  app.use(startPage(root));
}

// A file whose name holds the hash of its content never changes; any other may.
const cacheControl = (path: string): string =>
  HASHED_NAME.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';

function startPage(root: string): RequestHandler {
  return (request, response, next) => {
    if (!isPage(request.method, request.path, request.get('Accept') ?? '')) {
      next();
      return;
    }
    const plain = () => sendPlainPage(response, root);
    sendPacked(request, response, '/index.html', { root, cacheControl: 'no-cache', otherwise: plain });
  };
}

function sendPlainPage(response: Response, root: string): void {
  response.set('Cache-Control', 'no-cache');
  response.sendFile('index.html', { root, dotfiles: 'allow', cacheControl: false }, (error) => {
    if (error && !response.headersSent) response.type('html').send(NO_CONSOLE);
  });
}

/** `GET /` is the console for everyone; deeper only a browser asks for pages, and never with a file's name. */
function isPage(method: string, path: string, accept: string): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  if (path === '/') return true;
  const segments = path.split('/').slice(1);
  return accept.includes('text/html') && !SERVER_PATHS.has(segments[0] ?? '') && !segments.at(-1)?.includes('.');
}
