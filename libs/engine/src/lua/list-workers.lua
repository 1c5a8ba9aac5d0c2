-- Reads what is known of every worker, all at one moment.
-- FLAGS no-writes
-- KEYS[1] knownWorkers     zset: workers by last beat
-- KEYS[2] drainingWorkers  set: workers that take nothing more
-- RETURN  now in ms, then for each worker: id, last beat in ms, vitals or false, tasks held, completed, failed, 1 if draining

local answer = { nowMs() }
local known = redis.call('ZRANGE', knownWorkers, 0, -1, 'WITHSCORES')
for i = 1, #known, 2 do
  local id = known[i]
  local stats = redis.call('HMGET', workerStatsPrefix .. id, 'completed', 'failed')
  answer[#answer + 1] = {
    id, tonumber(known[i + 1]), redis.call('GET', heartbeatPrefix .. id),
    redis.call('SCARD', activeTasksPrefix .. id), tonumber(stats[1] or 0), tonumber(stats[2] or 0),
    redis.call('SISMEMBER', drainingWorkers, id),
  }
end
return answer
