-- Tells how full the buckets are at one moment.
-- USES prelude-windows
-- FLAGS allow-oom
-- KEYS[1] rateLimitConfig   hash: configured and learnt limits
-- KEYS[2] rateLimitBucket   hash: requests granted in the window
-- KEYS[3] rateLimitTokens   hash: tokens granted in the window
-- KEYS[4] rateLimitHeader   hash: requests granted in the window that the provider told
-- KEYS[5] rateLimitDeadlines  zset: tickets by the time until which their place is kept
-- RETURN  the time, until when the buckets are closed, how many wait, then per bucket: name, source, limit (-1: none),
--   window in ms, used

local now = nowMs()
local limits = readLimits(rateLimitConfig)
local keys = { requests = rateLimitBucket, tokens = rateLimitTokens, header = rateLimitHeader }
local reply = { now, tonumber(limits.blocked_until or 0), redis.call('ZCOUNT', rateLimitDeadlines, asText(now), '+inf') }
for _, bucket in ipairs(openBuckets(limits, keys, now)) do
  reply[#reply + 1] = { bucket.name, bucket.source, bucket.limit or -1, bucket.windowMs, bucket.used }
end
return reply
