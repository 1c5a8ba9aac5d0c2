import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { finalize } from 'rxjs';
import { APP_CONFIG, type AppConfig } from '../../shared/config';
import { ProblemException, unavailable } from '../http';

/** Uploads end within seconds. */
const RETRY_AFTER_S = 5;

/**
 * Bounds the memory that uploads take: each is held as a whole until its task is stored. Beyond so many at once a caller
 * is told to come back, before a byte of its file is kept.
 */
@Injectable()
export class UploadRoom implements NestInterceptor {
  private taken = 0;

  constructor(@Inject(APP_CONFIG) private readonly config: AppConfig) {}

  intercept(context: ExecutionContext, next: CallHandler): ReturnType<CallHandler['handle']> {
    // A caller that has left sends nothing more, so that its upload would never end.
    const hasLeft = context.switchToHttp().getResponse<Response>().closed;
    if (hasLeft || this.taken >= this.config.http.uploadsAtOnce) throw noRoom();
    this.taken++;
    return next.handle().pipe(finalize(() => this.taken--));
  }
}

const noRoom = (): ProblemException =>
  unavailable('As many files are being uploaded as there is room for; try again soon.', RETRY_AFTER_S);
