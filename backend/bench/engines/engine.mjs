/**
 * Where an engine works: a Redis at a port of the loopback interface, and the compiled engine of this project.
 * @typedef {{ port: number, enginePath: string }} Target
 */

/**
 * The side that hands tasks over and looks at them. Every promise settles when Redis has answered.
 * @typedef {object} Producer
 * @property {(text: string) => Promise<unknown>} add
 * @property {(texts: string[]) => Promise<unknown>} addMany
 * @property {((text: string, delayMs: number) => Promise<unknown>) | null} addDelayed null when the engine has no such thing
 * @property {(offset: number, size: number) => Promise<{ length: number }>} page waiting tasks with their data
 * @property {() => Promise<number>} completed outcomes that Redis holds, counted in constant time
 */

/**
 * The side that runs tasks. It is connected, but takes none before it is started.
 * @typedef {{ start: () => unknown }} Worker
 */

/**
 * The same few things for every engine that is measured. Nothing is ever closed: the processes end.
 * @typedef {object} Engine
 * @property {string} label
 * @property {(target: Target) => Promise<Producer>} producer
 * @property {(target: Target, concurrency: number, handle: (text: string) => void) => Promise<Worker>} worker
 */

/** The one queue, and the one type of task. */
export const QUEUE = 'bench';

export const HOST = '127.0.0.1';
