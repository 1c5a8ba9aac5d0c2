const PREFIX = 'label.';

/** Gathers the parameters `label.NAME=text` of a query into one field, `labels`, for validation to know. */
export function gatherLabels(query: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(query);
  const labels = entries.filter(([name]) => name.startsWith(PREFIX));
  if (labels.length === 0) return query;
  const rest = entries.filter(([name]) => !name.startsWith(PREFIX));
  const named = Object.fromEntries(labels.map(([name, text]) => [name.slice(PREFIX.length), text]));
  return { ...Object.fromEntries(rest), labels: named };
}
