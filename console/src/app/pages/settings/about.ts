import { Session, WorkerDetails } from '@workstream/contracts';
import { formatInstant } from '../../ui/format/instant';

/** Who the server takes this browser for, in a sentence. */
export function describeSession(session: Session | null): string {
  if (session === null) return 'Who you are to the server is not known yet.';
  const { authentication, insecure } = session;
  if (authentication === 'none') return 'This server asks for a key. Paste one to go on.';
  if (authentication === 'open' && insecure) {
    return 'This server asks nobody for a key, though others can reach it: whoever does may do everything.';
  }
  if (authentication === 'open') return 'This server asks nobody for a key: it listens on this machine only.';
  return describeKey(session);
}

function describeKey({ name, scopes, expires_at: expiresAt }: Session): string {
  const end = expiresAt === null ? '' : ` until ${formatInstant(expiresAt).slice(0, 16)}`;
  return `Signed in as ${name ?? 'somebody'}${end}: ${scopes.join(', ')}.`;
}

/** The versions that the workers run, each once. */
export function versionLine(workers: readonly WorkerDetails[]): string {
  const versions = new Set(workers.map((worker) => worker.version ?? 'unknown'));
  return versions.size === 0 ? 'no worker is running' : [...versions].sort().join(', ');
}
