import { ApiProperty } from '@nestjs/swagger';
import type { RequeuedTasks } from '@workstream/contracts';

/** What became of the tasks of workers that are gone. */
export class RequeuedTasksDto implements RequeuedTasks {
  @ApiProperty({ type: 'integer', example: 2 })
  readonly found: number;
  @ApiProperty({ type: 'integer', example: 2 })
  readonly requeued: number;
  readonly errors: string[];
  /** @example "2 tasks of 1 worker that is gone were given back." */
  readonly message: string;
}
