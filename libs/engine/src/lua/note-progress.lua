-- Notes how far an attempt has come, and tells whoever watches.
-- KEYS[1] task      hash: the task
-- ARGV[1] id        string: the task's id
-- ARGV[2] workerId  string: who runs it
-- ARGV[3] attempt   string: the fencing token
-- ARGV[4] progress  string: as JSON
-- RETURN  NOTED or STALE

local fields = redis.call('HMGET', task, 'state', 'worker_id', 'attempt')
if not isCurrent({ state = fields[1], workerId = fields[2], attempt = fields[3] }, workerId, attempt) then
  return 'STALE'
end
redis.call('HSET', task, 'progress', progress)
redis.call('PUBLISH', updatesChannel,
  '{"at":' .. asText(nowMs()) .. ',"moves":[],"progress":{"id":"' .. id .. '","progress":' .. progress .. '}}')
return 'NOTED'
