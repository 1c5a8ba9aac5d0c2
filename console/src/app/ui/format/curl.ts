import { TaskOptions, routes } from '@workstream/contracts';
import { formFields } from './form-fields';

/** A command that creates a summary of `text`, ready to paste into a POSIX shell. */
export const curlSummarize = (origin: string, text: string, options: TaskOptions = {}): string =>
  [
    `curl ${origin}${routes.createSummarize}`,
    `-H 'Content-Type: application/json'`,
    `-d ${quote(JSON.stringify({ content: text, ...options }))}`,
  ].join(' \\\n  ');

/** A command that sends a PDF; `filename` is looked for in the shell's folder. */
export const curlPdfxtract = (
  origin: string,
  filename: string,
  issueDate: string | null,
  options: TaskOptions = {},
): string =>
  [
    `curl ${origin}${routes.createPdfxtract}`,
    `-F ${quote(`file=@"${filename.replaceAll(/["\\]/g, '\\$&')}";type=application/pdf`)}`,
    ...(issueDate ? [`-F ${quote(`issue_date=${issueDate}`)}`] : []),
    ...formFields(options).map(([name, text]) => `-F ${quote(`${name}=${text}`)}`),
  ].join(' \\\n  ');

/** A command that reads one task. */
export const curlTask = (origin: string, id: string): string => `curl ${origin}${routes.task(id)}`;

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
