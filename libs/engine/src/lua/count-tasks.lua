-- Counts tasks in every place, all at one moment, from cardinalities alone.
-- FLAGS no-writes
-- KEYS[1] primary       list: ids waiting for their first attempt
-- KEYS[2] high          list: the same, before the others
-- KEYS[3] low           list: the same, after the others
-- KEYS[4] retry         list: ids waiting for another attempt
-- KEYS[5] scheduled     zset: ids by due time
-- KEYS[6] dlq           list: ids that need a person
-- KEYS[7] taskTypes     set: every type
-- KEYS[8] knownWorkers  zset: workers by last beat
-- KEYS[9] pausedQueues  set: queues that nothing is taken from
-- RETURN  tasks in primary, retry, scheduled, dlq, active, completed, cancelled, then the names of paused queues

local active, completed, cancelled = 0, 0, 0
for _, worker in ipairs(redis.call('ZRANGE', knownWorkers, 0, -1)) do
  active = active + redis.call('SCARD', activeTasksPrefix .. worker)
end
for _, type in ipairs(redis.call('SMEMBERS', taskTypes)) do
  completed = completed + redis.call('ZCARD', idIndex('completed', type))
  cancelled = cancelled + redis.call('ZCARD', idIndex('cancelled', type))
end
local waiting = redis.call('LLEN', primary) + redis.call('LLEN', high) + redis.call('LLEN', low)
return {
  waiting, redis.call('LLEN', retry), redis.call('ZCARD', scheduled), redis.call('LLEN', dlq),
  active, completed, cancelled, redis.call('SMEMBERS', pausedQueues),
}
