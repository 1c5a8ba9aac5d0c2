import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AuditTrail } from '@workstream/contracts';
import { AuditLog } from '../../shared/access';
import { ApiProblems } from '../http';
import { Access } from './access';
import { AuditQueryDto, AuditTrailDto } from './dto/audit.dto';

/** The audit trail over HTTP. */
@ApiTags('access')
@ApiProblems(500, 503)
@Access('admin')
@Controller('audit')
export class AuditController {
  constructor(private readonly log: AuditLog) {}

  @Get()
  @ApiOkResponse({ type: AuditTrailDto, description: 'Changes, the newest first' })
  @ApiOperation({
    summary: 'See who asked for which change',
    description: 'The last ten thousand. Nothing is noted where everyone may do everything: there is nobody to name.',
  })
  @ApiProblems(422)
  listAuditEntries(@Query() { limit, before }: AuditQueryDto): Promise<AuditTrail> {
    return this.log.read(limit, before);
  }
}
