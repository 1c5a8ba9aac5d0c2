-- Gives back the tasks of a worker whose lease has ended; does nothing while the lease holds.
-- The first crash sends a task to the head of its queue, later ones make it rest, and the last one buries it:
-- a task that kills its worker each time must not take the fleet down.
-- FLAGS allow-oom
-- KEYS[1] heartbeat         string: the worker's lease
-- KEYS[2] activeTasks       set: what the worker holds
-- KEYS[3] knownWorkers      zset: workers by last beat
-- KEYS[4] workerStats       hash: the worker's outcomes
-- KEYS[5] primary           list: ids waiting for their first attempt
-- KEYS[6] high              list: the same, before the others
-- KEYS[7] low               list: the same, after the others
-- KEYS[8] retry             list: ids waiting for another attempt
-- KEYS[9] scheduled         zset: ids by due time
-- KEYS[10] dlq              list: ids that need a person
-- KEYS[11] wake             zset: wakes idle workers
-- KEYS[12] drainingWorkers  set: workers that take nothing more
-- ARGV[1] workerId      string: the worker
-- ARGV[2] maxCrashes    integer: crashes after which a task is buried
-- ARGV[3] restMs        integer: rest after the second crash, doubled for each further one
-- ARGV[4] limit         integer: at most so many tasks, to keep the script short
-- ARGV[5] statsTtlS     integer: seconds that the stats of a worker outlive it
-- RETURN  ALIVE, or MORE or DONE with the number of tasks given back and of tasks buried

if redis.call('EXISTS', heartbeat) == 1 then return { 'ALIVE', 0, 0 } end

local now = nowMs()
local lists = { primary = primary, high = high, low = low, retry = retry }
local message = 'The worker process ended while it ran this task'
local returned, buried = 0, 0
for _, id in ipairs(redis.call('SPOP', activeTasks, limit)) do
  local task = readTask(id)
  if task and task.state == 'ACTIVE' and task.workerId == workerId then
    local crashes = redis.call('HINCRBY', taskPrefix .. id, 'crashes', 1)
    local queue = task.queue or 'primary'
    if crashes >= maxCrashes then
      bury(task, dlq, 'Poison', message .. ', ' .. crashes .. ' times', now)
      buried = buried + 1
    elseif crashes == 1 then
      moveTask(task, 'PENDING', queue, now)
      redis.call('LPUSH', lists[placeOf('PENDING', queue, task.priority)], id)
      returned = returned + 1
    else
      local due = now + restMs * 2 ^ (crashes - 2)
      schedule(scheduled, wake, id, due)
      moveTask(task, 'SCHEDULED', queue, now, { 'retry_after', due })
      returned = returned + 1
    end
    count('recovered')
  end
end
redis.call('ZADD', wake, 0, '0')
writeCounts(now)
publishMoves(now)
if redis.call('SCARD', activeTasks) > 0 then return { 'MORE', returned, buried } end
redis.call('ZREM', knownWorkers, workerId)
redis.call('SREM', drainingWorkers, workerId)
redis.call('EXPIRE', workerStats, statsTtlS)
return { 'DONE', returned, buried }
