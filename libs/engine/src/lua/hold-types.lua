-- Keeps tasks of some types from being taken for a while. A longer hold that is in place stays.
-- KEYS[1] heldTypes  hash: task types that nothing is taken of, by the ms until then
-- ARGV[1] forMs      integer: how long
-- ARGV[2...] types   list: the types
-- RETURN  OK

local untilMs = nowMs() + forMs
for _, type in ipairs(types) do
  if untilMs > tonumber(redis.call('HGET', heldTypes, type) or 0) then
    redis.call('HSET', heldTypes, type, asText(untilMs))
  end
end
return 'OK'
