import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/**
 * A new name for this process. Never used twice: a process restarted under an old name would renew the lease of its
 * dead predecessor and keep that one's tasks from being recovered.
 */
export const createWorkerId = (): string => `${hostname()}-${String(process.pid)}-${randomBytes(4).toString('hex')}`;
