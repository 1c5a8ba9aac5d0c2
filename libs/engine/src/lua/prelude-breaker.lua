-- What the scripts of the circuit breaker share; put behind the prelude of those that say `USES prelude-breaker`.

local function readBreaker(key)
  local fields, flat = { state = 'CLOSED', generation = 0, failed_probes = 0, probe_until = 0 }, redis.call('HGETALL', key)
  for i = 1, #flat, 2 do fields[flat[i]] = tonumber(flat[i + 1]) or flat[i + 1] end
  fields.key = key
  return fields
end

-- Counts of the window: fields f123 and s123 hold the failures and successes of slice 123.
local function countOutcomes(breaker, firstSlice)
  local failures, calls = 0, 0
  for field, number in pairs(breaker) do
    local kind, slice = string.match(field, '^([fs])(%d+)$')
    if kind and tonumber(slice) >= firstSlice then
      calls = calls + number
      if kind == 'f' then failures = failures + number end
    end
  end
  return failures, calls
end

local function dropSlices(breaker, before)
  for field in pairs(breaker) do
    local slice = string.match(field, '^[fs](%d+)$')
    if slice and (not before or tonumber(slice) < before) then redis.call('HDEL', breaker.key, field) end
  end
end

-- A new state begins a new generation: what calls of an older one report no longer counts.
local function changeBreaker(breaker, service, state, now, retryAt, reason, failedProbes)
  dropSlices(breaker)
  breaker.state, breaker.generation = state, breaker.generation + 1
  redis.call('HSET', breaker.key, 'state', state, 'since', asText(now), 'retry_at', asText(retryAt), 'reason', reason,
    'failed_probes', asText(failedProbes), 'generation', asText(breaker.generation), 'probe', '', 'probe_until', '0')
  redis.call('PUBLISH', limitsChannel, cjson.encode({
    kind = 'breaker', service = service, state = state, at = now, retry_at = retryAt, reason = reason,
  }))
end
