-- Opens or closes a breaker because a person says so.
-- USES prelude-breaker
-- FLAGS allow-oom
-- KEYS[1] breaker  hash: the breaker
-- ARGV[1] service  string: whose it is
-- ARGV[2] wanted   string: OPEN or CLOSED
-- ARGV[3] openMs   integer: until the first probe
-- ARGV[4] reason   string: why
-- RETURN  OK

local now = nowMs()
local retryAt = wanted == 'OPEN' and now + openMs or 0
changeBreaker(readBreaker(breaker), service, wanted, now, retryAt, reason, 0)
return 'OK'
