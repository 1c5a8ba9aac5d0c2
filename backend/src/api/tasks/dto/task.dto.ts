import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import {
  ERROR_TYPES,
  PAGE_STATUSES,
  PRIORITIES,
  TASK_STATES,
  type ErrorType,
  type ExtractedArticle,
  type ExtractedPage,
  type PageStatus,
  type PdfxtractResult,
  type Priority,
  type Provenance,
  type StateChange,
  type SummarizeResult,
  type TaskError,
  type TaskLabels,
  type TaskMetadata,
  type TaskProgress,
  type TaskRecord,
  type TaskResult,
  type TaskState,
  type TaskSummary,
} from '@workstream/contracts';

/** One failed attempt. */
export class TaskErrorDto implements TaskError {
  /** @example "2026-01-31T09:30:00.123Z" */
  readonly at: string;
  readonly attempt: number;
  @ApiProperty({ enum: ERROR_TYPES })
  readonly error_type: ErrorType;
  readonly message: string;
  readonly worker_id: string | null;
}

/** One state a task passed through. */
export class StateChangeDto implements StateChange {
  /** @example "2026-01-31T09:30:00.123Z" */
  readonly at: string;
  @ApiProperty({ enum: TASK_STATES })
  readonly state: TaskState;
}

/** Who made a result, and with what. */
export class ProvenanceDto implements Provenance {
  @ApiProperty({ enum: ['local', 'openrouter'] })
  readonly provider: 'local' | 'openrouter';
  /** @example "textrank" */
  readonly method: string;
}

/** The result of a `summarize` task. */
class SummarizeResultDto implements SummarizeResult {
  @ApiProperty({ enum: ['summary'] })
  readonly kind: 'summary';
  readonly summary: string;
  readonly sentences_kept: number;
  readonly sentences_total: number;
  /** True when the text was longer than what the summariser reads. */
  readonly truncated: boolean;
  readonly provenance: ProvenanceDto;
}

/** One article found on a page; what cannot be told is empty. */
export class ExtractedArticleDto implements ExtractedArticle {
  readonly title: string;
  readonly subtitle: string;
  readonly author: string;
  readonly body: string;
  readonly topics: string[];
  readonly summary: string;
}

/** One page of a PDF. */
export class ExtractedPageDto implements ExtractedPage {
  /** From 1. */
  readonly page_number: number;
  @ApiProperty({ enum: PAGE_STATUSES })
  readonly status: PageStatus;
  /** Why the page has no text. */
  readonly reason: string | null;
  readonly articles: ExtractedArticleDto[];
}

/** The result of a `pdfxtract` task. */
class PdfxtractResultDto implements PdfxtractResult {
  @ApiProperty({ enum: ['pdf'] })
  readonly kind: 'pdf';
  readonly filename: string;
  readonly issue_date: string | null;
  readonly pages: ExtractedPageDto[];
  readonly provenance: ProvenanceDto;
}

class TaskProgressDto implements TaskProgress {
  /** Parts done, from 0 to `total`. */
  readonly done: number;
  readonly total: number;
  /** What is being done, in a few words. */
  readonly message: string | null;
}

class TaskFieldsDto {
  /** @example "019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55" */
  readonly task_id: string;
  @ApiProperty({ enum: TASK_STATES })
  readonly state: TaskState;
  /** @example "summarize" */
  readonly task_type: string;
  readonly retry_count: number;
  readonly max_retries: number;
  /** Attempts begun so far. */
  readonly attempt: number;
  readonly last_error: string | null;
  @ApiProperty({ enum: ERROR_TYPES, type: 'string', nullable: true })
  readonly error_type: ErrorType | null;
  /** Why it was cancelled. */
  readonly cancel_reason: string | null;
  /** When a SCHEDULED task becomes due. */
  readonly retry_after: string | null;
  /** @example "2026-01-31T09:30:00.123Z" */
  readonly created_at: string;
  /** @example "2026-01-31T09:30:00.456Z" */
  readonly updated_at: string;
  readonly started_at: string | null;
  readonly completed_at: string | null;
  /** The worker that runs it, or ran it last. */
  readonly worker_id: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true, example: { filename: 'issue-12.pdf' } })
  readonly metadata: TaskMetadata;
  @ApiProperty({ enum: PRIORITIES })
  readonly priority: Priority;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, example: { project: 'atlas' } })
  readonly labels: TaskLabels;
  /** Longest that one attempt may take, in ms; null leaves it to the handler. */
  readonly timeout_ms: number | null;
  @ApiProperty({ type: TaskProgressDto, nullable: true })
  readonly progress: TaskProgressDto | null;
}

const RESULT_SCHEMAS = [
  { $ref: getSchemaPath(SummarizeResultDto) },
  { $ref: getSchemaPath(PdfxtractResultDto) },
  { type: 'object', additionalProperties: true },
];

/** A task with everything that is known of it. */
@ApiExtraModels(SummarizeResultDto, PdfxtractResultDto)
export class TaskRecordDto extends TaskFieldsDto implements TaskRecord {
  /** The text to work on; null where the input is a file. */
  readonly content: string | null;
  /** What the handler returned, once COMPLETED. */
  @ApiProperty({ anyOf: RESULT_SCHEMAS })
  readonly result: TaskResult | null;
  /** Oldest first. */
  readonly error_history: TaskErrorDto[];
  /** Oldest first. */
  readonly state_history: StateChangeDto[];
}

/** A task without its content and result. */
export class TaskSummaryDto extends TaskFieldsDto implements TaskSummary {
  /** Characters of text, or bytes of a file. */
  readonly content_length: number;
  readonly has_result: boolean;
}
