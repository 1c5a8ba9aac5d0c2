import { TaskOptions } from '@workstream/contracts';

/** Options as the fields of a form, where everything is text; labels are JSON. */
export const formFields = (options: TaskOptions): readonly (readonly [name: string, text: string])[] =>
  Object.entries(options).map(([name, value]) => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
