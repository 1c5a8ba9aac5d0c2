import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { routes, type BulkOperation } from '@workstream/contracts';
import type { Response } from 'express';
import { Access } from '../access';
import { ApiProblems, Consumes } from '../http';
import { BulkOperationDto, BulkRequestDto } from './dto/bulk.dto';
import { TaskBulk } from './task-bulk';

/** Operations on many tasks over HTTP. */
@ApiTags('tasks')
@ApiProblems(403, 500, 503)
@Access('operate:tasks')
@Controller('tasks')
export class TaskBulkController {
  constructor(private readonly bulk: TaskBulk) {}

  @Post('bulk')
  @HttpCode(202)
  @Consumes('application/json')
  @ApiResponse({
    status: 202,
    type: BulkOperationDto,
    description: 'The operation, done already where it was small',
    headers: { Location: { description: 'Where its progress is told', schema: { type: 'string' } } },
  })
  @ApiOperation({
    summary: 'Retry, cancel or delete many tasks',
    description:
      'Tasks that the action does not fit are left alone: only dead tasks are retried, only tasks that have not ended ' +
      'are cancelled. With `dry_run` nothing is done and `total` says how many there are.',
  })
  @ApiProblems(400, 413, 415, 422)
  async startBulkOperation(
    @Body() body: BulkRequestDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<BulkOperation> {
    const operation = await this.bulk.start(body);
    response.location(routes.bulkOperation(operation.operation_id));
    return operation;
  }

  @Get('operations/:operation_id')
  @Access('read:tasks')
  @ApiParam({
    name: 'operation_id',
    description: 'The id that the start of the operation answered',
    example: '5b1d7a0e-6d0f-4a0e-9d1d-3f2a6f1b7c55',
  })
  @ApiOkResponse({ type: BulkOperationDto, description: 'The operation' })
  @ApiOperation({ summary: 'See how far an operation on many tasks has come' })
  @ApiProblems(400, 404)
  getBulkOperation(@Param('operation_id') id: string): Promise<BulkOperation> {
    return this.bulk.get(id);
  }
}
