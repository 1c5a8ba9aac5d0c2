-- Counts tasks in every place, all at one moment.
-- FLAGS no-writes
-- KEYS[1] primary    list: ids waiting for their first attempt
-- KEYS[2] retry      list: ids waiting for another attempt
-- KEYS[3] scheduled  zset: ids by due time
-- KEYS[4] dlq        list: ids that need a person
-- KEYS[5] taskTypes  set: every type
-- RETURN  tasks in primary, retry, scheduled, dlq, active, completed

local active, completed = 0, 0
for _, type in ipairs(redis.call('SMEMBERS', taskTypes)) do
  active = active + redis.call('ZCARD', createdIndex('active', type))
  completed = completed + redis.call('ZCARD', createdIndex('completed', type))
end
return {
  redis.call('LLEN', primary), redis.call('LLEN', retry), redis.call('ZCARD', scheduled), redis.call('LLEN', dlq),
  active, completed,
}
