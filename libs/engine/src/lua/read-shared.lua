-- Answers a cached value, and hands its refresh to one caller at a time when it is no longer fresh.
-- FLAGS allow-oom
-- KEYS[1] shared  hash: the value
-- ARGV[1] freshMs  integer: younger values need no refresh
-- ARGV[2] leaseMs  integer: how long a refresh may take before another caller is asked for one
-- ARGV[3] lease    string: who would refresh it
-- RETURN  FRESH, STALE or REFRESH, its age in ms (-1: there is none), and the value

local now = nowMs()
local value, fetchedAt, leaseUntil = unpack(redis.call('HMGET', shared, 'value', 'fetched_at', 'lease_until'))
local ageMs = fetchedAt and now - fetchedAt or -1
if fetchedAt and ageMs < freshMs then return { 'FRESH', ageMs, value } end
if tonumber(leaseUntil or 0) > now then return { 'STALE', ageMs, value or '' } end
redis.call('HSET', shared, 'lease', lease, 'lease_until', asText(now + leaseMs))
return { 'REFRESH', ageMs, value or '' }
