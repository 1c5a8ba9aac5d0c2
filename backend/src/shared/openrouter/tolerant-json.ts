/** A JSON object whose fields may or may not be there. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value where it is an object, otherwise one without fields: what is not there is read as nothing, never a fault. */
export const objectOf = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

/** The value where it is a list, otherwise an empty one. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The value where it is text, otherwise null. */
export const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** The value where it is a number, also one written as text, otherwise null. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' && /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(value) ? Number(value) : null;
}

/** The value of a JSON text, or undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
