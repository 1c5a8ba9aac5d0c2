import type { Request, RequestHandler } from 'express';
import type { AppConfig } from '../../shared/config';
import { ProblemException } from './problem-exception';

type HttpConfig = AppConfig['http'];

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/;
const OWN_HOST_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const OWN_FETCH_SITES = new Set(['same-origin', 'none']);

/** Whether only this machine can reach an address. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** Refuses what a foreign web page could make the user's own browser send. */
export function refuseForeign({ host, insecureOpen }: HttpConfig): RequestHandler {
  // By which names other machines reach this one is not known here.
  const isOnlyOurs = isLoopback(host) && !insecureOpen;
  return (request, _response, next) => {
    const reason = (isOnlyOurs ? foreignHost(request) : null) ?? foreignSender(request, insecureOpen);
    if (reason === null) next();
    else throw new ProblemException('foreign-origin', reason);
  };
}

// A page whose own name was made to resolve to 127.0.0.1 still sends that name.
function foreignHost(request: Request): string | null {
  const name = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  return OWN_HOST_NAMES.has(name) ? null : 'Use localhost or 127.0.0.1 in the address: other host names are refused.';
}

function foreignSender(request: Request, insecureOpen: boolean): string | null {
  if (SAFE_METHODS.has(request.method)) return null;
  const site = request.get('Sec-Fetch-Site');
  const isForeign = site === undefined ? !insecureOpen && isForeignOrigin(request) : !OWN_FETCH_SITES.has(site);
  return isForeign ? 'Pages of other origins may not change anything here.' : null;
}

function isForeignOrigin(request: Request): boolean {
  const origin = request.get('Origin');
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== request.headers.host);
}
