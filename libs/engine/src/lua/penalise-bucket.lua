-- Closes the buckets for the whole fleet after a 429, and learns from it.
-- USES prelude-windows
-- FLAGS allow-oom
-- KEYS[1] rateLimitConfig  hash: configured and learnt limits
-- KEYS[2] rateLimitBucket  hash: requests granted in the window
-- ARGV[1] retryAfterMs    integer: the rest that the provider asked for; 0 when it did not say
-- ARGV[2] resetAtMs       integer: when its window ends, ms since 1970; 0 when it did not say
-- ARGV[3] headerRequests  integer: its limit; 0 when it did not say
-- ARGV[4] grantedAtMs     integer: when the throttled call was granted; 0 when unknown
-- RETURN  ms until the buckets open again, then the learnt limit of requests a window, 0 when nothing was learnt

local DAY_MS = 86400000
local now = nowMs()
local limits = readLimits(rateLimitConfig)

-- Headers tell a limit and when its window ends, not how long it is: the usual length that reaches that far.
local function windowThatEnds(inMs)
  for _, windowMs in ipairs({ 1000, 10000, 60000, 3600000 }) do
    if inMs <= windowMs then return windowMs end
  end
  return DAY_MS
end

local resetInMs = math.max(0, math.min(resetAtMs - now, DAY_MS))
local restMs = math.max(math.min(retryAfterMs, DAY_MS), resetInMs)
if restMs == 0 then restMs = 1000 end
local blockedUntil = math.max(tonumber(limits.blocked_until or 0), now + restMs)
redis.call('HSET', rateLimitConfig, 'blocked_until', asText(blockedUntil))

local configured = positive(limits.requests)
local windowMs = configured and tonumber(limits.requests_window_ms) or 60000
local learnt = learntLimit(limits, windowMs, now)
if headerRequests > 0 then
  redis.call('HSET', rateLimitConfig, 'header_requests', asText(headerRequests),
    'header_window_ms', asText(windowThatEnds(resetInMs == 0 and 60000 or resetInMs)),
    'header_until', asText(now + DAY_MS))
else
  -- Calls that were under way together are throttled together: they teach one lesson, not one each.
  local lastLesson = tonumber(limits.lesson_at or 0)
  local isNew = grantedAtMs > lastLesson
  if grantedAtMs == 0 then isNew = now - lastLesson >= windowMs end
  if isNew then
    local bucket = openBucket('requests', rateLimitBucket, nil, windowMs, now)
    local present = math.min(configured or learnt or math.max(bucket.used, 20), learnt or configured or math.max(bucket.used, 20))
    learnt = math.max(1, math.floor(present / 2))
    redis.call('HSET', rateLimitConfig, 'learnt_requests', asText(learnt), 'learnt_from', asText(present),
      'learnt_at', asText(blockedUntil), 'lesson_at', asText(now))
  end
end
redis.call('PUBLISH', limitsChannel, '{"kind":"throttled","at":' .. asText(now) .. ',"blocked_until":'
  .. asText(blockedUntil) .. '}')
return { blockedUntil - now, learnt or 0 }
