-- Stores a value that was refreshed, unless another caller has taken the refresh over.
-- KEYS[1] shared  hash: the value
-- ARGV[1] name   string: what it is called in events
-- ARGV[2] lease  string: who refreshed it
-- ARGV[3] fresh  string: the value
-- RETURN  CHANGED, SAME or LOST

local value, holder = unpack(redis.call('HMGET', shared, 'value', 'lease'))
if holder ~= lease then return 'LOST' end
local now = asText(nowMs())
redis.call('HSET', shared, 'value', fresh, 'fetched_at', now)
redis.call('HDEL', shared, 'lease', 'lease_until')
if value == fresh then return 'SAME' end
redis.call('PUBLISH', limitsChannel, '{"kind":"cache","at":' .. now .. ',"name":' .. cjson.encode(name) .. '}')
return 'CHANGED'
