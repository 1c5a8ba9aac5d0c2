-- Gives a worker up to `want` waiting tasks: popped, marked ACTIVE and noted as its own in one step.
-- It also renews the worker's lease, so no task can be claimed by a worker that the reaper believes dead.
-- FLAGS allow-oom
-- KEYS[1] primary       list: ids waiting for their first attempt
-- KEYS[2] retry         list: ids waiting for another attempt
-- KEYS[3] activeTasks   set: what the worker holds
-- KEYS[4] heartbeat     string: the worker's lease
-- KEYS[5] knownWorkers  zset: workers by last beat
-- KEYS[6] wake          zset: wakes idle workers
-- ARGV[1] workerId        string: the claimer
-- ARGV[2] want            integer: free slots
-- ARGV[3] heartbeatTtlMs  integer: length of the lease
-- ARGV[4] chance          integer: from 0 to 99, rounds the retry share of small claims fairly
-- ARGV[5] retryWarning    integer: from this depth on the retry share is 20 %
-- ARGV[6] retryCritical   integer: from this depth on the retry share is 10 %
-- RETURN  for each task: id, attempt, type, content or false, metadata, retries used, retries allowed

local now = nowMs()
if redis.call('PEXPIRE', heartbeat, heartbeatTtlMs) == 0 then redis.call('SET', heartbeat, '{}', 'PX', heartbeatTtlMs) end
redis.call('ZADD', knownWorkers, now, workerId)

-- A flood of retries must not keep new work waiting: the more of them wait, the smaller their share.
local retryDepth = redis.call('LLEN', retry)
local share = retryDepth >= retryCritical and 10 or retryDepth >= retryWarning and 20 or 30
local fromRetry = math.floor((want * share + chance) / 100)

local ids = {}
local function pop(list, count)
  if count < 1 then return end
  for _, id in ipairs(redis.call('LPOP', list, count) or {}) do ids[#ids + 1] = id end
end
pop(retry, fromRetry)
pop(primary, want - #ids)
pop(retry, want - #ids)

local claimed = {}
for _, id in ipairs(ids) do
  local task = readTask(id)
  if task and task.state == 'PENDING' then
    task.attempt = redis.call('HINCRBY', taskPrefix .. id, 'attempt', 1)
    redis.call('SADD', activeTasks, id)
    moveTask(task, 'ACTIVE', task.queue, now, { 'worker_id', workerId, 'started_at', now })
    local input = redis.call('HMGET', taskPrefix .. id, 'content', 'metadata')
    claimed[#claimed + 1] = { id, task.attempt, task.type, input[1], input[2], task.retryCount, task.maxRetries }
  end
end
if redis.call('LLEN', primary) + redis.call('LLEN', retry) > 0 then redis.call('ZADD', wake, 0, '0') end
publishMoves(now)
return claimed
