-- Keeps a finished part of a task's work, so that a later attempt need not do it again.
-- KEYS[1] task         hash: the task
-- KEYS[2] checkpoints  hash with a lifetime: finished parts by name
-- ARGV[1] workerId     string: who runs it
-- ARGV[2] attempt      string: the fencing token
-- ARGV[3] name         string: the part
-- ARGV[4] value        string: what came of it
-- ARGV[5] ttlMs        integer: how long parts are kept when nobody finishes the task
-- RETURN  SAVED or STALE

local fields = redis.call('HMGET', task, 'state', 'worker_id', 'attempt')
if not isCurrent({ state = fields[1], workerId = fields[2], attempt = fields[3] }, workerId, attempt) then
  return 'STALE'
end
redis.call('HSET', checkpoints, name, value)
redis.call('PEXPIRE', checkpoints, ttlMs)
redis.call('HSET', task, 'checkpoints', '1')
return 'SAVED'
