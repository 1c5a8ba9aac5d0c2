-- What the scripts of the rate limiter share; put behind the prelude of those that say `USES prelude-windows`.
-- A bucket counts what was granted in the last window, in slices of a 200th of it, so that its size is bounded. A slice
-- leaves when the youngest grant it may hold is older than the window: late rather than early, so that no window,
-- wherever it begins, holds more than the limit.

local function sliceNames(from, to)
  local names = {}
  for slice = from, to do names[#names + 1] = 's' .. asText(slice) end
  return names
end

local function dropSlices(bucket, firstLive)
  local names = sliceNames(bucket.oldest, math.min(firstLive - 1, bucket.newest))
  if #names > 0 then
    for _, granted in ipairs(redis.call('HMGET', bucket.key, unpack(names))) do
      bucket.used = bucket.used - tonumber(granted or 0)
    end
    redis.call('HDEL', bucket.key, unpack(names))
  end
  bucket.oldest = firstLive
  redis.call('HSET', bucket.key, 'used', asText(bucket.used), 'oldest', asText(firstLive))
end

local function takeFrom(bucket, amount)
  bucket.used, bucket.newest = bucket.used + amount, bucket.current
  redis.call('HINCRBY', bucket.key, 's' .. asText(bucket.current), asText(amount))
  redis.call('HSET', bucket.key, 'used', asText(bucket.used), 'oldest', asText(bucket.oldest),
    'newest', asText(bucket.newest), 'slice_ms', asText(bucket.sliceMs))
  redis.call('PEXPIRE', bucket.key, asText(bucket.windowMs + 2 * bucket.sliceMs))
end

-- All that still counts, moved to the present slice: the window's length, or the clock behind it, has changed. Never less
-- strict than before, and settled after one window.
local function rebase(bucket)
  local used = bucket.used
  redis.call('DEL', bucket.key)
  bucket.used, bucket.oldest = 0, bucket.current
  takeFrom(bucket, used)
end

-- The bucket as it is `now`. `limit` nil: it only counts.
local function openBucket(name, key, limit, windowMs, now)
  local slice = math.max(1, math.ceil(windowMs / 200))
  local fields = redis.call('HMGET', key, 'used', 'oldest', 'newest', 'slice_ms')
  local current = math.floor(now / slice)
  local bucket = {
    name = name, key = key, limit = limit, windowMs = windowMs, sliceMs = slice, current = current,
    used = tonumber(fields[1] or 0), oldest = tonumber(fields[2] or current), newest = tonumber(fields[3] or current),
  }
  local aheadBy = bucket.newest - current
  if aheadBy > 20 or tonumber(fields[4] or slice) ~= slice then rebase(bucket)
  -- A clock that was set back by little: grants go to the youngest slice, which leaves later than they need to.
  elseif aheadBy > 0 then bucket.current = bucket.newest end
  local firstLive = math.floor((now - windowMs) / slice)
  if bucket.oldest < firstLive then dropSlices(bucket, firstLive) end
  return bucket
end

-- When `amount` more will fit behind `ahead`. Exact for what the present window's grants leave behind; for those whose turn
-- comes later it assumes that each window is used like this one.
local function fitsAt(bucket, ahead, amount, now)
  local need = bucket.used + ahead + amount - bucket.limit
  if need <= 0 then return now end
  local laps = math.max(0, math.ceil((need - bucket.used) / bucket.limit))
  need = need - laps * bucket.limit
  local at = now + laps * (bucket.windowMs + bucket.sliceMs)
  if need <= 0 then return at end
  local counts = redis.call('HMGET', bucket.key, unpack(sliceNames(bucket.oldest, bucket.newest)))
  for i, granted in ipairs(counts) do
    need = need - tonumber(granted or 0)
    if need <= 0 then return at - now + (bucket.oldest + i) * bucket.sliceMs + bucket.windowMs end
  end
  return at
end

-- What a 429 taught, as it stands `now`: after each window in peace a twentieth of what there was before comes back.
local function learntLimit(limits, windowMs, now)
  local learnt = tonumber(limits.learnt_requests)
  if not learnt then return nil end
  local quietWindows = math.max(0, math.floor((now - tonumber(limits.learnt_at)) / windowMs))
  return learnt + quietWindows * math.max(1, math.ceil(tonumber(limits.learnt_from) / 20))
end

local function readLimits(key)
  local limits, flat = {}, redis.call('HGETALL', key)
  for i = 1, #flat, 2 do limits[flat[i]] = flat[i + 1] end
  return limits
end

local function positive(text)
  local number = tonumber(text or 0)
  return number > 0 and number or nil
end

-- Every bucket that counts: requests always, tokens when configured, and what the provider's headers told for as long as
-- they are believed. A grant is taken from all of them or from none.
local function openBuckets(limits, keys, now)
  local configured = positive(limits.requests)
  local windowMs = configured and tonumber(limits.requests_window_ms) or 60000
  local learnt = learntLimit(limits, windowMs, now)
  local requests = openBucket('requests', keys.requests, math.min(configured or learnt or 0, learnt or configured or 0),
    windowMs, now)
  if not configured and not learnt then requests.limit = nil end
  requests.ceiling = configured
  requests.source = configured and 'configured' or 'none'
  if learnt and (not configured or learnt < configured) then requests.source = 'learnt' end
  local buckets = { requests }
  local tokens = positive(limits.tokens)
  if tokens then
    local bucket = openBucket('tokens', keys.tokens, tokens, tonumber(limits.tokens_window_ms), now)
    bucket.ceiling, bucket.source = tokens, 'configured'
    buckets[2] = bucket
  end
  local header = positive(limits.header_requests)
  if header and tonumber(limits.header_until) > now then
    local bucket = openBucket('header', keys.header, header, tonumber(limits.header_window_ms), now)
    bucket.ceiling, bucket.source = header, 'header'
    buckets[#buckets + 1] = bucket
  end
  return buckets
end
