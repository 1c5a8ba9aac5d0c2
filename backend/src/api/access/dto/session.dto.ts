import { ApiProperty } from '@nestjs/swagger';
import { SCOPES, type Scope, type Session, type SessionRequest } from '@workstream/contracts';
import { Matches } from 'class-validator';

const AUTHENTICATIONS = ['open', 'none', 'api_key', 'session'] as const;

/** How to sign in. */
export class SessionRequestDto implements SessionRequest {
  /** @example "wsk_live_a1b2c3d4_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg_0aB1cD" */
  @Matches(/^\S{1,128}$/, { message: 'api_key must be an API key' })
  readonly api_key: string;
}

/** Who the caller is. */
export class SessionDto implements Session {
  /** `open`: none is needed here. `none`: it is needed, and the caller has not signed in. */
  @ApiProperty({ enum: AUTHENTICATIONS })
  readonly authentication: (typeof AUTHENTICATIONS)[number];
  /**
   * The name of the key.
   * @example "ci"
   */
  readonly name: string | null;
  @ApiProperty({ enum: SCOPES, isArray: true })
  readonly scopes: readonly Scope[];
  /** When the session ends whatever happens. */
  readonly expires_at: string | null;
  /** True when whoever reaches the port may do everything, because the operator asked for it. */
  readonly insecure: boolean;
}
