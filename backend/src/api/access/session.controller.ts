import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Session } from '@workstream/contracts';
import type { Request, Response } from 'express';
import { ApiKeys, Sessions } from '../../shared/access';
import { APP_CONFIG, type AppConfig } from '../../shared/config';
import { ApiProblems, Consumes } from '../http';
import { Public } from './access';
import { AccessControl, type Principal } from './access-control';
import { SessionDto, SessionRequestDto } from './dto/session.dto';
import { cookieNameOf, cookieOptionsOf, sessionTokenOf } from './session-cookie';

/** Signing in and out: a browser gets a cookie for a key, which it then need not keep. */
@ApiTags('access')
@ApiProblems(403, 500, 503)
@Public()
@Controller('session')
export class SessionController {
  constructor(
    private readonly control: AccessControl,
    private readonly keys: ApiKeys,
    private readonly sessions: Sessions,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Get()
  @ApiOkResponse({ type: SessionDto, description: 'Who the caller is' })
  @ApiOperation({ summary: 'Learn who you are here, and what you may do' })
  async getSession(@Req() request: Request): Promise<Session> {
    return this.describe(await this.control.identify(request));
  }

  @Post()
  @HttpCode(200)
  @Consumes('application/json')
  @ApiOkResponse({ type: SessionDto, description: 'Signed in; the answer sets a cookie' })
  @ApiOperation({ summary: 'Sign in with an API key' })
  @ApiProblems(400, 401, 413, 415, 422, 429)
  async openSession(
    @Body() { api_key }: SessionRequestDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Session> {
    const key = await this.keys.verify(api_key);
    if (!key) throw await this.control.refusal(request);
    const { token, session } = await this.sessions.open(key);
    response.cookie(cookieNameOf(request), token, cookieOptionsOf(request));
    return this.describe({ authentication: 'session', key, scopes: key.scopes, endsAtMs: session.endsAtMs });
  }

  @Delete()
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Signed out' })
  @ApiOperation({ summary: 'Sign out' })
  async closeSession(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const token = sessionTokenOf(request);
    if (token !== null) await this.sessions.close(token);
    response.clearCookie(cookieNameOf(request), cookieOptionsOf(request));
  }

  private describe(principal: Principal | null): Session {
    const endsAtMs = principal?.endsAtMs ?? null;
    return {
      authentication: principal?.authentication ?? 'none',
      name: principal?.key?.name ?? null,
      scopes: principal?.scopes ?? [],
      expires_at: endsAtMs === null ? null : new Date(endsAtMs).toISOString(),
      insecure: this.config.http.insecureOpen,
    };
  }
}
