import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Problem } from '@workstream/contracts';
import type { Request, Response } from 'express';
import { ProblemException } from './problem-exception';
import { toProblem } from './to-problem';
import { traceIdOf } from './trace';

/** Answers every failure as `application/problem+json`. What it does not know is logged in full and told in a sentence. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    // The caller has left, and what failed was most likely the reading of what it did not finish sending.
    if (response.closed) return;
    const problem = toProblem(thrown) ?? this.unknown(thrown, response);
    // An answer that has begun cannot become another one; cutting it off is the only honest end.
    if (response.headersSent) response.destroy();
    else send(response, request.originalUrl.replace(/\?.*/, ''), problem);
  }

  private unknown(thrown: unknown, response: Response): ProblemException {
    const trace_id = traceIdOf(response);
    this.logger.error('A request failed unexpectedly', {
      trace_id,
      stack: thrown instanceof Error ? thrown.stack : thrown,
    });
    return new ProblemException('internal-error', 'Something went wrong here; the log tells more under the trace_id.');
  }
}

function send(response: Response, path: string, problem: ProblemException): void {
  const status = problem.getStatus();
  const body: Problem = {
    type: `urn:workstream:problem:${problem.kind}`,
    title: problem.title,
    status,
    detail: problem.detail,
    instance: path,
    ...(problem.errors && { errors: problem.errors }),
    trace_id: traceIdOf(response),
  };
  response.status(status).set(problem.headers).type('application/problem+json').send(JSON.stringify(body));
}
