-- Corrects a grant by what the call really used, in the slice of the window in which it was granted.
-- FLAGS allow-oom
-- KEYS[1] rateLimitBucket  hash: requests granted in the window
-- KEYS[2] rateLimitTokens  hash: tokens granted in the window
-- KEYS[3] rateLimitHeader  hash: requests granted in the window that the provider told
-- ARGV[1] grantedAtMs   integer: when it was granted
-- ARGV[2] requestsBack  integer: calls that were not made
-- ARGV[3] tokensBack    integer: tokens not used; negative when there were more than estimated
-- RETURN  OK

local function giveBack(key, amount)
  local sliceMs = redis.call('HGET', key, 'slice_ms')
  if not sliceMs or amount == 0 then return end
  local slice = 's' .. asText(math.floor(grantedAtMs / sliceMs))
  local granted = tonumber(redis.call('HGET', key, slice) or 0)
  -- A slice that left the window has nothing left to correct.
  if granted == 0 or granted < amount then return end
  redis.call('HINCRBY', key, slice, asText(-amount))
  redis.call('HINCRBY', key, 'used', asText(-amount))
end

giveBack(rateLimitBucket, requestsBack)
giveBack(rateLimitHeader, requestsBack)
giveBack(rateLimitTokens, tokensBack)
return 'OK'
