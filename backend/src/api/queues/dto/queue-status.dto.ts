import { ApiProperty } from '@nestjs/swagger';
import {
  PAUSABLE_QUEUES,
  type PausableQueue,
  type QueueDepths,
  type QueueStatus,
  type StateCounts,
} from '@workstream/contracts';

/** Tasks waiting in each queue. */
export class QueueDepthsDto implements QueueDepths {
  readonly primary: number;
  readonly retry: number;
  readonly scheduled: number;
  readonly dlq: number;
}

/** Tasks in each state. */
export class StateCountsDto implements StateCounts {
  readonly PENDING: number;
  readonly ACTIVE: number;
  readonly COMPLETED: number;
  readonly FAILED: number;
  readonly SCHEDULED: number;
  readonly DLQ: number;
  readonly CANCELLED: number;
}

/** What waits, runs and rests at one moment. */
export class QueueStatusDto implements QueueStatus {
  readonly queues: QueueDepthsDto;
  readonly states: StateCountsDto;
  /**
   * Share of claims that the retry queue gets while both queues have tasks.
   * @example 0.3
   */
  readonly retry_ratio: number;
  /** Queues that nothing is taken from. */
  @ApiProperty({ enum: PAUSABLE_QUEUES, isArray: true })
  readonly paused: readonly PausableQueue[];
}
