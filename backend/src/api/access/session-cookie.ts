import type { CookieOptions, Request } from 'express';

// Browsers take a name that begins so only with Secure, which they refuse on plain http; a laptop has only that.
const SECURE_NAME = '__Host-ws';
const PLAIN_NAME = 'ws';

/** The name of the session's cookie on this connection. */
export const cookieNameOf = (request: Request): string => (isSecure(request) ? SECURE_NAME : PLAIN_NAME);

/** No script can read it, and no other site can have it sent. */
export const cookieOptionsOf = (request: Request): CookieOptions => ({
  httpOnly: true,
  sameSite: 'strict',
  path: '/',
  secure: isSecure(request),
});

/** The token in the request's cookie, or null. */
export function sessionTokenOf(request: Request): string | null {
  const wanted = `${cookieNameOf(request)}=`;
  const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
  return cookies.find((cookie) => cookie.startsWith(wanted))?.slice(wanted.length) ?? null;
}

// TLS usually ends at a proxy, which says so. Whoever pretends it only gets a stricter cookie.
const isSecure = (request: Request): boolean => request.secure || request.get('X-Forwarded-Proto') === 'https';
