import type { NestExpressApplication } from '@nestjs/platform-express';
import type { RequestHandler, Response } from 'express';
import { extname, resolve } from 'node:path';
import { packedFiles, sendPacked } from './packed-files';

const SERVER_PATHS = new Set(['api', 'docs', 'docs-json', 'health', 'live', 'ready', 'metrics']);
const HASHED_NAME = /-[\w-]{8}\.\w+$/;
const NO_CONSOLE =
  '<!doctype html><title>Workstream</title><p>The API is running; the console is not built. See <a href="/docs">the API</a>.';

/** Serves the built console from the API's own port: its files, and its start page for every address it knows itself. */
export function serveConsole(app: NestExpressApplication, consoleDir: string): void {
  const root = resolve(consoleDir);
  app.use(packedFiles(root, cacheControl));
  app.use(plainFiles(root));
  app.use(startPage(root));
}

// A file whose name holds the hash of its content never changes; any other may.
const cacheControl = (path: string): string =>
  HASHED_NAME.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';

// The API's own addresses are no files: to look for one at each request would cost more than some answers do.
function plainFiles(root: string): RequestHandler {
  return (request, response, next) => {
    if (!isFile(request.method, request.path)) {
      next();
      return;
    }
    const headers = { 'Cache-Control': cacheControl(request.path) };
    response.sendFile(request.path, { root, headers, cacheControl: false }, (error) => {
      if (error && !response.headersSent) next();
    });
  };
}

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

const isReading = (method: string): boolean => method === 'GET' || method === 'HEAD';

const isServerPath = (path: string): boolean => SERVER_PATHS.has(path.split('/')[1] ?? '');

const isFile = (method: string, path: string): boolean =>
  isReading(method) && extname(path) !== '' && !isServerPath(path);

/** `GET /` is the console for everyone; deeper only a browser asks for pages, and never with a file's name. */
function isPage(method: string, path: string, accept: string): boolean {
  if (!isReading(method)) return false;
  if (path === '/') return true;
  return accept.includes('text/html') && !isServerPath(path) && !path.split('/').at(-1)?.includes('.');
}
