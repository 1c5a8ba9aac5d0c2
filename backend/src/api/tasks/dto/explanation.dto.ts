import { ApiProperty } from '@nestjs/swagger';
import {
  GATES,
  TASK_STATES,
  type Gate,
  type GateVerdict,
  type TaskExplanation,
  type TaskState,
} from '@workstream/contracts';

/** One thing that a waiting task must pass. */
export class GateVerdictDto implements GateVerdict {
  @ApiProperty({ enum: GATES })
  readonly gate: Gate;
  /** False: the task waits here. */
  readonly open: boolean;
  /** @example "The primary queue is paused." */
  readonly message: string;
  /** When it opens by itself; null where nobody can tell. */
  readonly until: string | null;
}

/** Why a task waits, what it does, or why it failed. */
export class TaskExplanationDto implements TaskExplanation {
  /** @example "019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55" */
  readonly task_id: string;
  @ApiProperty({ enum: TASK_STATES })
  readonly state: TaskState;
  /** @example "The primary queue is paused." */
  readonly summary: string;
  /**
   * What a person can do, in one line; null where there is nothing to do.
   * @example "Resume the queue."
   */
  readonly advice: string | null;
  /** In the order in which they are passed; empty unless the task waits. */
  readonly gates: GateVerdictDto[];
  /** Tasks that are before it in its queue; null unless it stands in one, or when too many do to count. */
  readonly position: number | null;
}
