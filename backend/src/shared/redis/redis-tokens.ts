/** Token of the connection for everything that is answered at once. */
export const REDIS_COMMANDS = Symbol('REDIS_COMMANDS');

/** Token of the connection on which the consumer waits for work; the consumer closes it. */
export const REDIS_BLOCKING = Symbol('REDIS_BLOCKING');

/** Token of the connection on which events arrive. */
export const REDIS_SUBSCRIBER = Symbol('REDIS_SUBSCRIBER');
