-- Renews a worker's lease on all its tasks at once.
-- FLAGS allow-oom
-- KEYS[1] heartbeat     string: the worker's lease
-- KEYS[2] knownWorkers  zset: workers by last beat
-- ARGV[1] workerId        string: the worker
-- ARGV[2] heartbeatTtlMs  integer: length of the lease
-- ARGV[3] vitals          string: what the worker says of itself, as JSON
-- RETURN  OK

redis.call('SET', heartbeat, vitals, 'PX', heartbeatTtlMs)
redis.call('ZADD', knownWorkers, nowMs(), workerId)
return 'OK'
