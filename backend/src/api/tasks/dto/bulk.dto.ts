import {
  BULK_ACTIONS,
  MAX_BULK_IDS,
  OPERATION_STATES,
  type BulkAction,
  type BulkOperation,
  type BulkRequest,
  type OperationState,
} from '@workstream/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  Matches,
  ValidateNested,
} from 'class-validator';
import { Optional } from '../../http';
import { TaskFilterDto } from './list-tasks.dto';

const actionRule = { message: `action must be one of ${BULK_ACTIONS.join(', ')}` };
const idsRule = { message: `ids must be a list of 1 to ${String(MAX_BULK_IDS)} task ids` };
const filterRule = { message: 'filter must be an object' };

/** What to do with many tasks: those of `ids`, or those that a `filter` finds. */
export class BulkRequestDto implements BulkRequest {
  @ApiProperty({ enum: BULK_ACTIONS, example: 'retry' })
  @IsIn(BULK_ACTIONS, actionRule)
  readonly action: BulkAction;

  /** @example ["019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55"] */
  @Optional()
  @IsArray(idsRule)
  @ArrayMinSize(1, idsRule)
  @ArrayMaxSize(MAX_BULK_IDS, idsRule)
  @Matches(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, { ...idsRule, each: true })
  readonly ids?: string[];

  @Optional()
  @IsObject(filterRule)
  @ValidateNested(filterRule)
  @Type(() => TaskFilterDto)
  readonly filter?: TaskFilterDto;

  /** `retry` only: true gives the tasks all their retries anew. */
  @Optional()
  @IsBoolean({ message: 'reset_retry_count must be true or false' })
  readonly reset_retry_count?: boolean;

  /** True: only counts what would be done. */
  @Optional()
  @IsBoolean({ message: 'dry_run must be true or false' })
  readonly dry_run?: boolean;
}

/** How far an operation on many tasks has come. */
export class BulkOperationDto implements BulkOperation {
  /** @example "5b1d7a0e-6d0f-4a0e-9d1d-3f2a6f1b7c55" */
  readonly operation_id: string;
  @ApiProperty({ enum: BULK_ACTIONS })
  readonly action: BulkAction;
  /** `interrupted`: the process that ran it ended before it did; what was done stays done. */
  @ApiProperty({ enum: OPERATION_STATES })
  readonly state: OperationState;
  readonly dry_run: boolean;
  /** Tasks that the operation is about, counted at its start. */
  @ApiProperty({ type: 'integer', example: 120 })
  readonly total: number;
  /** Tasks done so far: `succeeded` + `skipped`. */
  @ApiProperty({ type: 'integer', example: 80 })
  readonly processed: number;
  @ApiProperty({ type: 'integer', example: 79 })
  readonly succeeded: number;
  /** Tasks that were gone, or in a state that the action does not fit. */
  @ApiProperty({ type: 'integer', example: 1 })
  readonly skipped: number;
  /** @example "2026-01-31T09:30:00.123Z" */
  readonly created_at: string;
  /** @example "2026-01-31T09:30:01.456Z" */
  readonly updated_at: string;
}
