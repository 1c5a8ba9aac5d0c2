import type { CallMessage, ModelCall } from './model-call';

const USER = 'workstream';

/**
 * Says whether a server speaks the provider's own dialect, which has fields that other servers refuse. Those that merely
 * speak the same language live under `/v1`, the provider and its emulator under `/api/v1`.
 */
export const hasOwnDialect = (baseUrl: string): boolean => new URL(baseUrl).pathname.endsWith('/api/v1');

/** The bytes of a call: always streamed, for only a stream can be stopped before it is paid in full. */
export function requestBody(call: ModelCall, hasDialect: boolean): string {
  const { model, messages, maxTokens, schema } = call;
  return JSON.stringify({
    model,
    messages: messages.map((message) => messageBody(message, hasDialect)),
    stream: true,
    ...(schema ? { response_format: { type: 'json_schema', json_schema: { ...schema, strict: true } } } : {}),
    ...(hasDialect ? { max_completion_tokens: maxTokens, ...ownFields(call) } : plainFields(maxTokens)),
  });
}

// The task's id stands in the provider's log of activity, which can so be laid beside ours.
const ownFields = ({ task, schema, pdfEngine }: ModelCall): object => ({
  ...(schema ? { provider: { require_parameters: true } } : {}),
  ...(pdfEngine ? { plugins: [{ id: 'file-parser', pdf: { engine: pdfEngine } }] } : {}),
  user: USER,
  session_id: task.id,
  metadata: { task_id: task.id, task_type: task.type.slice(0, 512) },
});

const plainFields = (maxTokens: number): object => ({
  max_tokens: maxTokens,
  stream_options: { include_usage: true },
});

function messageBody({ role, text, file, annotations }: CallMessage, hasDialect: boolean): object {
  const content = file ? [{ type: 'text', text }, filePart(file)] : text;
  return { role, content, ...(annotations && hasDialect ? { annotations } : {}) };
}

const filePart = ({ filename, bytes }: NonNullable<CallMessage['file']>): object => ({
  type: 'file',
  file: { filename, file_data: `data:application/pdf;base64,${bytes.toString('base64')}` },
});
