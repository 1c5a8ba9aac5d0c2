const CIRCLE = 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z';

/** Every icon of the console: strokes on a grid of 24, drawn in the colour of the text around them. */
export const ICON_PATHS = {
  active: `${CIRCLE}M10 8.5v7l5.5-3.5z`,
  add: 'M12 5v14M5 12h14',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  close: 'M6 6l12 12M18 6L6 18',
  completed: `${CIRCLE}M8 12.3l2.8 2.8L16 9.6`,
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  dark: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  delete: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5',
  cancelled: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M6 18L18 6',
  dlq: 'M8 3h8l5 5v8l-5 5H8l-5-5V8zM9 9l6 6M15 9l-6 6',
  docs: 'M5 4h10a4 4 0 0 1 4 4v12H8a3 3 0 0 1-3-3zM5 17a3 3 0 0 1 3-3h11',
  expand: 'M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7',
  failed: 'M12 4l9 16H3zM12 10v4M12 17h.01',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4M9 13h6M9 17h6',
  info: `${CIRCLE}M12 11v5M12 8h.01`,
  key: 'M8 16a4 4 0 1 1 0-8 4 4 0 0 1 0 8zM12 12h9M18 12v4M15 12v3',
  light:
    'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M2 12h2M20 12h2M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4',
  live: 'M3 12h4l2.5-7 5 14 2.5-7h4',
  next: 'M9 5l7 7-7 7',
  offline:
    'M4 4l16 16M12 19h.01M8.5 15a5 5 0 0 1 3.4-1.4M5.5 11.5a9 9 0 0 1 4-2.4M14.2 9a9 9 0 0 1 4.3 2.5M2.5 8a14 14 0 0 1 4-2.6M11 4.6A14 14 0 0 1 21.5 8',
  overview: 'M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z',
  panel: 'M4 5h16v14H4zM10 5v14',
  pause: 'M9 5v14M15 5v14',
  pending: 'M7 3h10v3l-4.5 6 4.5 6v3H7v-3l4.5-6L7 6z',
  previous: 'M15 5l-7 7 7 7',
  retry: 'M4 12a8 8 0 0 1 13.7-5.7L20 8.5M20 4v4.5h-4.5M20 12a8 8 0 0 1-13.7 5.7L4 15.5M4 20v-4.5h4.5',
  scheduled: `${CIRCLE}M12 7.5V12l3 2`,
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l4.5 4.5',
  sort: 'M8 10l4-4 4 4M8 14l4 4 4-4',
  'sort-asc': 'M12 19V5M6 11l6-6 6 6',
  'sort-desc': 'M12 5v14M6 13l6 6 6-6',
  system: 'M3 5h18v11H3zM9 20h6M12 16v4',
  tasks: 'M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01',
  text: 'M5 6h14M5 10h14M5 14h9M5 18h6',
  undo: 'M8 5L4 9l4 4M4 9h10a6 6 0 0 1 0 12h-3',
  upload: 'M12 16V4M7 9l5-5 5 5M4 16v4h16v-4',
  worker: 'M7 7h10v10H7zM10 3v4M14 3v4M10 17v4M14 17v4M3 10h4M3 14h4M17 10h4M17 14h4',
} as const;

export type IconName = keyof typeof ICON_PATHS;
