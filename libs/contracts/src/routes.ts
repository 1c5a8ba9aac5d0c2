/** Where the API lives below its origin. */
export const API_PREFIX = '/api/v1';

/** Paths of the API, spelled once for server specs and console. */
export const routes = {
  createSummarize: `${API_PREFIX}/tasks/summarize/`,
  createPdfxtract: `${API_PREFIX}/tasks/pdfxtract`,
  tasks: `${API_PREFIX}/tasks/`,
  taskSummaries: `${API_PREFIX}/tasks/summaries/`,
  task: (id: string) => `${API_PREFIX}/tasks/${encodeURIComponent(id)}`,
  retryTask: (id: string) => `${API_PREFIX}/tasks/${encodeURIComponent(id)}/retry`,
  queueStatus: `${API_PREFIX}/queues/status`,
  queueStream: `${API_PREFIX}/queues/status/stream`,
  workers: `${API_PREFIX}/workers/`,
  openrouterStatus: `${API_PREFIX}/openrouter/status`,
  health: '/health',
  live: '/live',
  ready: '/ready',
} as const;
