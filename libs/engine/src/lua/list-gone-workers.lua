-- Finds the workers whose lease has ended.
-- FLAGS no-writes
-- KEYS[1] knownWorkers  zset: workers by last beat
-- RETURN  their ids

local gone = {}
for _, id in ipairs(redis.call('ZRANGE', knownWorkers, 0, -1)) do
  if redis.call('EXISTS', heartbeatPrefix .. id) == 0 then gone[#gone + 1] = id end
end
return gone
