-- Tells how a breaker stands at one moment.
-- USES prelude-breaker
-- KEYS[1] breaker   hash: the breaker
-- ARGV[1] windowMs  integer: length of the rolling window
-- RETURN  state, since (0: ever), ms until calls or a probe are let through, reason, failures and calls in the window,
--   probes failed one after another, and whether a probe is under way

local now = nowMs()
local state = readBreaker(breaker)
local failures, calls = countOutcomes(state, math.floor(now / math.ceil(windowMs / 6)) - 6)
local isProbing = state.state == 'HALF_OPEN' and now < state.probe_until
local present, retryInMs = state.state, 0
if present == 'OPEN' then retryInMs = math.max(0, state.retry_at - now) end
if isProbing then retryInMs = state.probe_until - now end
-- Nobody has asked since its rest ended: the next who does is the probe.
if present == 'OPEN' and retryInMs == 0 then present = 'HALF_OPEN' end
return { present, state.since or 0, retryInMs, tostring(state.reason or ''), failures, calls, state.failed_probes,
  isProbing and 1 or 0 }
