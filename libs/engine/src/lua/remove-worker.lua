-- Signs a worker off. Tasks that it still holds are left to the reaper, which sees at once that the lease has ended.
-- FLAGS allow-oom
-- KEYS[1] heartbeat        string: the worker's lease
-- KEYS[2] activeTasks      set: what the worker holds
-- KEYS[3] knownWorkers     zset: workers by last beat
-- KEYS[4] drainingWorkers  set: workers that take nothing more
-- KEYS[5] workerStats      hash: the worker's outcomes
-- ARGV[1] workerId      string: the worker
-- ARGV[2] statsTtlS     integer: seconds that the stats of a worker outlive it
-- RETURN  OK

redis.call('DEL', heartbeat)
if redis.call('SCARD', activeTasks) == 0 then
  redis.call('ZREM', knownWorkers, workerId)
  redis.call('SREM', drainingWorkers, workerId)
end
redis.call('EXPIRE', workerStats, statsTtlS)
return 'OK'
