/** Where the API lives below its origin. */
export const API_PREFIX = '/api/v1';

/** Paths of the API, spelled once for server specs and console. */
export const routes = {
  createSummarize: `${API_PREFIX}/tasks/summarize/`,
  createPdfxtract: `${API_PREFIX}/tasks/pdfxtract`,
  tasks: `${API_PREFIX}/tasks/`,
  taskSummaries: `${API_PREFIX}/tasks/summaries/`,
  task: (id: string) => `${API_PREFIX}/tasks/${encodeURIComponent(id)}`,
  taskBatch: `${API_PREFIX}/tasks/batch`,
  retryTask: (id: string) => `${API_PREFIX}/tasks/${encodeURIComponent(id)}/retry`,
  cancelTask: (id: string) => `${API_PREFIX}/tasks/${encodeURIComponent(id)}/cancel`,
  explainTask: (id: string) => `${API_PREFIX}/tasks/${encodeURIComponent(id)}/explain`,
  taskEvents: (id: string) => `${API_PREFIX}/tasks/${encodeURIComponent(id)}/events`,
  bulkTasks: `${API_PREFIX}/tasks/bulk`,
  bulkOperation: (id: string) => `${API_PREFIX}/tasks/operations/${encodeURIComponent(id)}`,
  requeueOrphaned: `${API_PREFIX}/tasks/requeue-orphaned`,
  throughput: `${API_PREFIX}/tasks/metrics/throughput`,
  latency: `${API_PREFIX}/tasks/metrics/latency`,
  queueStatus: `${API_PREFIX}/queues/status`,
  queueStream: `${API_PREFIX}/queues/status/stream`,
  deadTasks: `${API_PREFIX}/queues/dlq`,
  pauseQueue: (name: string) => `${API_PREFIX}/queues/${encodeURIComponent(name)}/pause`,
  resumeQueue: (name: string) => `${API_PREFIX}/queues/${encodeURIComponent(name)}/resume`,
  workers: `${API_PREFIX}/workers/`,
  drainWorker: (id: string) => `${API_PREFIX}/workers/${encodeURIComponent(id)}/drain`,
  undrainWorker: (id: string) => `${API_PREFIX}/workers/${encodeURIComponent(id)}/undrain`,
  openrouterStatus: `${API_PREFIX}/openrouter/status`,
  health: '/health',
  live: '/live',
  ready: '/ready',
} as const;
