import type { Request, RequestHandler, Response } from 'express';
import { extname } from 'node:path';

/** The forms that the build leaves beside a file, the smaller first. */
const FORMS = [
  { encoding: 'br', suffix: '.br' },
  { encoding: 'gzip', suffix: '.gz' },
] as const;

const PACKED_TYPES = new Set(['.js', '.css', '.html', '.svg']);

/** Sends the packed form of a built file to whoever takes it; a file without one is left to the next handler. */
export function packedFiles(root: string, cacheControl: (path: string) => string): RequestHandler {
  return (request, response, next) => {
    if (!isFileRequest(request)) {
      next();
      return;
    }
    sendPacked(request, response, request.path, { root, cacheControl: cacheControl(request.path), otherwise: next });
  };
}

/** How a packed form is sent, and what happens where there is none. */
export interface PackedAnswer {
  readonly root: string;
  readonly cacheControl: string;
  readonly otherwise: () => void;
}

/** Answers with the packed form of the file at `path` below the root. Caches are told that the answer depends on who asks. */
export function sendPacked(request: Request, response: Response, path: string, answer: PackedAnswer): void {
  response.vary('Accept-Encoding');
  const form = formFor(request);
  if (!form) {
    answer.otherwise();
    return;
  }
  const headers = { 'Content-Encoding': form.encoding, 'Cache-Control': answer.cacheControl };
  response.type(extname(path));
  response.sendFile(path + form.suffix, { root: answer.root, dotfiles: 'allow', headers }, (error) => {
    if (!error || response.headersSent) return;
    for (const name of [...Object.keys(headers), 'Content-Type']) response.removeHeader(name);
    answer.otherwise();
  });
}

// Browsers name gzip before brotli: the order is ours, what is allowed is theirs.
const formFor = (request: Request) => FORMS.find(({ encoding }) => request.acceptsEncodings(encoding) === encoding);

const isFileRequest = ({ method, path }: Request): boolean =>
  (method === 'GET' || method === 'HEAD') && PACKED_TYPES.has(extname(path));
