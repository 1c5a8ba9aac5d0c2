-- Lets a call through, or says when to ask again. Of all who ask a half-open breaker one is let through as its probe.
-- USES prelude-breaker
-- FLAGS allow-oom
-- KEYS[1] breaker  hash: the breaker
-- ARGV[1] service  string: whose it is
-- ARGV[2] probeMs  integer: how long a probe may take before another is sent
-- RETURN  ALLOWED with a token and whether it is the probe, or REFUSED with ms and the state

local now = nowMs()
-- Probes mostly end long before their time: who is refused because of one need not wait for that.
local PROBE_ENDS_SOON_MS = 5000

local state = readBreaker(breaker)
if state.state == 'CLOSED' then return { 'ALLOWED', asText(state.generation), 0 } end
if state.state == 'OPEN' then
  if now < state.retry_at then return { 'REFUSED', state.retry_at - now, 'OPEN' } end
  changeBreaker(state, service, 'HALF_OPEN', now, state.retry_at, state.reason, state.failed_probes)
elseif now < state.probe_until then
  return { 'REFUSED', math.min(state.probe_until - now, PROBE_ENDS_SOON_MS), 'HALF_OPEN' }
end
local probe = asText(state.generation) .. ' ' .. asText(redis.call('HINCRBY', breaker, 'probes', 1))
redis.call('HSET', breaker, 'probe', probe, 'probe_until', asText(now + probeMs))
return { 'ALLOWED', probe, 1 }
