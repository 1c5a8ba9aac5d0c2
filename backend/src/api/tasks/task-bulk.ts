import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { BulkOperation } from '@workstream/contracts';
import { BulkOperations, type BulkOrder, type Clock } from '@workstream/engine';
import { CLOCK } from '../../shared/engine';
import { invalidInput, ProblemException, unavailable } from '../http';
import type { BulkRequestDto } from './dto/bulk.dto';
import { toTaskFilter } from './to-task-query';

/** Small operations are done when they are answered; larger ones go on behind the answer. */
const PATIENCE_MS = 1_000;

/** More at once would only slow each other down. */
const MAX_RUNNING = 8;

const OPERATION_ID = /^[0-9a-f-]{36}$/;

/** Does one thing to many tasks. */
@Injectable()
export class TaskBulk implements BeforeApplicationShutdown {
  constructor(
    private readonly operations: BulkOperations,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async start(request: BulkRequestDto): Promise<BulkOperation> {
    const order = toOrder(request);
    if (this.operations.runningCount >= MAX_RUNNING)
      throw unavailable(`${String(MAX_RUNNING)} operations are running already; try again when one has ended.`);
    const { id, done } = await this.operations.start(order);
    const answered = new AbortController();
    await Promise.race([done, this.clock.delay(PATIENCE_MS, answered.signal)]);
    answered.abort();
    return this.get(id);
  }

  async get(id: string): Promise<BulkOperation> {
    const operation = OPERATION_ID.test(id) ? await this.operations.get(id) : null;
    if (!operation) throw new ProblemException('not-found', `There is no operation ${id.slice(0, 64)}.`);
    return operation;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.operations.stop();
  }
}

function toOrder({ action, ids, filter, dry_run, reset_retry_count }: BulkRequestDto): BulkOrder {
  const common = { action, isDryRun: dry_run ?? false, resetsRetryCount: reset_retry_count ?? false };
  if ((ids === undefined) === (filter === undefined))
    throw invalidInput({ field: 'filter', message: 'give either ids or a filter' });
  if (ids) return { ...common, tasks: ids };
  const { state, ...selection } = toTaskFilter(filter ?? {});
  // Every task there is should not be one forgotten field away.
  if ([state, ...Object.values(selection)].every((value) => value === undefined))
    throw invalidInput({ field: 'filter', message: 'filter must name at least one thing to filter by' });
  return { ...common, state, tasks: selection };
}
