-- Takes from every bucket at once, or names the moment to come back and keeps a place in the line until then.
-- USES prelude-windows
-- FLAGS allow-oom
-- KEYS[1] rateLimitConfig     hash: configured and learnt limits
-- KEYS[2] rateLimitBucket     hash: requests granted in the window
-- KEYS[3] rateLimitTokens     hash: tokens granted in the window
-- KEYS[4] rateLimitHeader     hash: requests granted in the window that the provider told
-- KEYS[5] rateLimitWaiters    zset: tickets by number
-- KEYS[6] rateLimitDeadlines  zset: tickets by the time until which their place is kept
-- ARGV[1] requests    integer: how many calls
-- ARGV[2] tokens      integer: how many tokens they will use, estimated
-- ARGV[3] patienceMs  integer: how long the caller would wait, from its first question on
-- ARGV[4] ticket      string: what the first answer gave, or empty
-- RETURN  GRANTED and the time, WAIT with ms and ticket, REFUSED with ms when that is longer than the patience, or
--   TOO_LARGE with the bucket's name and limit

local now = nowMs()
local GRACE_MS = 1000

-- A waiter that did not come when it was its turn no longer holds anything up. If it lives it still has its number.
local function dropOverdue()
  local overdue = redis.call('ZRANGE', rateLimitDeadlines, '-inf', asText(now), 'BYSCORE', 'LIMIT', 0, 200)
  if #overdue == 0 then return end
  redis.call('ZREM', rateLimitDeadlines, unpack(overdue))
  redis.call('ZREM', rateLimitWaiters, unpack(overdue))
end

-- What those ahead will take. Beyond a thousand it is estimated from the first thousand.
local function demandAhead(number)
  local before = number and '(' .. number or '+inf'
  local count = redis.call('ZCOUNT', rateLimitWaiters, '-inf', before)
  if count == 0 then return { requests = 0, tokens = 0 } end
  local ahead = { requests = 0, tokens = 0 }
  local tickets = redis.call('ZRANGE', rateLimitWaiters, '-inf', before, 'BYSCORE', 'LIMIT', 0, 1000)
  for _, waiting in ipairs(tickets) do
    local calls, text = string.match(waiting, '^%d+ (%d+) (%d+)')
    ahead.requests, ahead.tokens = ahead.requests + calls, ahead.tokens + text
  end
  local scale = count / #tickets
  return { requests = math.floor(ahead.requests * scale), tokens = math.floor(ahead.tokens * scale) }
end

local function leaveLine()
  if ticket == '' then return end
  redis.call('ZREM', rateLimitWaiters, ticket)
  redis.call('ZREM', rateLimitDeadlines, ticket)
end

dropOverdue()
local limits = readLimits(rateLimitConfig)
local keys = { requests = rateLimitBucket, tokens = rateLimitTokens, header = rateLimitHeader }
local buckets = openBuckets(limits, keys, now)
local wanted = { requests = requests, tokens = tokens, header = requests }
for _, bucket in ipairs(buckets) do
  if bucket.ceiling and wanted[bucket.name] > bucket.ceiling then
    leaveLine()
    return { 'TOO_LARGE', bucket.name, bucket.ceiling }
  end
end

local number, giveUpAt = string.match(ticket, '^(%d+) %d+ %d+ (%d+)$')
local ahead = demandAhead(number)
ahead.header = ahead.requests
local at = math.max(now, tonumber(limits.blocked_until or 0))
for _, bucket in ipairs(buckets) do
  local amount = wanted[bucket.name]
  -- A learnt limit may be smaller than one call's demand: that call then waits until it is alone.
  if bucket.limit then at = math.max(at, fitsAt(bucket, ahead[bucket.name], math.min(amount, bucket.limit), now)) end
end

if at <= now then
  for _, bucket in ipairs(buckets) do takeFrom(bucket, wanted[bucket.name]) end
  leaveLine()
  return { 'GRANTED', now }
end
if at > tonumber(giveUpAt or now + patienceMs) then
  leaveLine()
  return { 'REFUSED', at - now }
end
local place = ticket
if place == '' then
  number = asText(redis.call('HINCRBY', rateLimitConfig, 'tickets', 1))
  place = table.concat({ number, asText(requests), asText(tokens), asText(now + patienceMs) }, ' ')
end
redis.call('ZADD', rateLimitWaiters, number, place)
redis.call('ZADD', rateLimitDeadlines, asText(at + GRACE_MS), place)
return { 'WAIT', at - now, place }
