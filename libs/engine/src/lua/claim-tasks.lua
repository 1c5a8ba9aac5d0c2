-- Gives a worker up to `want` waiting tasks: popped, marked ACTIVE and noted as its own in one step.
-- It also renews the worker's lease, so no task can be claimed by a worker that the reaper believes dead.
-- FLAGS allow-oom
-- KEYS[1] primary          list: ids waiting for their first attempt
-- KEYS[2] high             list: the same, before the others
-- KEYS[3] low              list: the same, after the others
-- KEYS[4] retry            list: ids waiting for another attempt
-- KEYS[5] dlq              list: ids that need a person
-- KEYS[6] activeTasks      set: what the worker holds
-- KEYS[7] heartbeat        string: the worker's lease
-- KEYS[8] knownWorkers     zset: workers by last beat
-- KEYS[9] wake             zset: wakes idle workers
-- KEYS[10] pausedQueues    set: queues that nothing is taken from
-- KEYS[11] drainingWorkers  set: workers that take nothing more
-- KEYS[12] scheduled       zset: ids by due time
-- KEYS[13] heldTypes       hash: task types that nothing is taken of, by the ms until then
-- KEYS[14] taskTypes       set: every type
-- ARGV[1] workerId        string: the claimer
-- ARGV[2] want            integer: free slots
-- ARGV[3] heartbeatTtlMs  integer: length of the lease
-- ARGV[4] chance          integer: from 0 to 99, rounds the shares of small claims fairly
-- ARGV[5] retryWarning    integer: from this depth on the retry share is 20 %
-- ARGV[6] retryCritical   integer: from this depth on the retry share is 10 %
-- ARGV[7] maxAgeMs        integer: older tasks go to the DLQ, unless they say otherwise
-- RETURN  1 if the worker drains, else 0; ms until a scheduled task comes due (-1: none); the tasks as JSON, which both ends read and write
-- faster than as many replies: for each its id, attempt, and its fields as names and values

local now = nowMs()
if redis.call('PEXPIRE', heartbeat, heartbeatTtlMs) == 0 then redis.call('SET', heartbeat, '{}', 'PX', heartbeatTtlMs) end
redis.call('ZADD', knownWorkers, now, workerId)
if redis.call('SISMEMBER', drainingWorkers, workerId) == 1 then
  -- The wake-up that brought it here is another worker's.
  redis.call('ZADD', wake, 0, '0')
  return { 1, -1, '[]' }
end

-- Types of which nothing is taken, because what they need is out of order. Where that is all types, the lists stay as they
-- are; of a few types, those that come first are set aside until then.
local held = nil
local holds = redis.call('HGETALL', heldTypes)
if #holds > 0 then
  held = {}
  local liftIn = -1
  for i = 1, #holds, 2 do
    local untilMs = tonumber(holds[i + 1])
    if untilMs > now then
      held[holds[i]] = untilMs
      liftIn = liftIn == -1 and untilMs - now or math.min(liftIn, untilMs - now)
    else
      redis.call('HDEL', heldTypes, holds[i])
    end
  end
  local isAll = true
  for _, type in ipairs(redis.call('SMEMBERS', taskTypes)) do isAll = isAll and held[type] ~= nil end
  if isAll and liftIn ~= -1 then return { 0, liftIn, '[]' } end
end

local ids = {}
local function pop(list, share)
  local limit = math.min(share, want - #ids)
  if limit < 1 then return end
  for _, id in ipairs(redis.call('LPOP', list, limit) or {}) do ids[#ids + 1] = id end
end

local paused = redis.call('SMISMEMBER', pausedQueues, 'primary', 'retry')
local takesPrimary, takesRetry = paused[1] == 0, paused[2] == 0
local retryDepth = takesRetry and redis.call('LLEN', retry) or 0

-- A flood of retries must not keep new work waiting: the more of them wait, the smaller their share.
if retryDepth > 0 then
  local share = retryDepth >= retryCritical and 10 or retryDepth >= retryWarning and 20 or 30
  pop(retry, math.floor((want * share + chance) / 100))
end
if takesPrimary then
  -- Of three levels that all have work, high gets six tenths, normal three, low one: none starves.
  local others = redis.call('EXISTS', high, low)
  if others > 0 then
    local left = want - #ids
    pop(high, math.floor((left * 60 + chance) / 100))
    pop(primary, math.floor((left * 30 + (chance * 7) % 100) / 100))
    pop(low, math.floor((left * 10 + (chance * 13) % 100) / 100))
    pop(high, want)
  end
  pop(primary, want)
  if others > 0 then pop(low, want) end
end
if retryDepth > 0 then pop(retry, want) end

local claimed, own = {}, {}
local started, nowText = movesOf('PENDING', 'ACTIVE'), asText(now)
for _, id in ipairs(ids) do
  local key = taskPrefix .. id
  local fields = redis.call('HGETALL', key)
  -- Only what decides is looked at: most tasks wait for their first attempt and have no more than their input.
  local state, allowedMs, isFirst, heldUntil = nil, maxAgeMs, true, nil
  for i = 1, #fields, 2 do
    local name = fields[i]
    if name == 'state' then state = fields[i + 1]
    elseif name == 'max_age_ms' then allowedMs = tonumber(fields[i + 1])
    elseif held and name == 'task_type' then heldUntil = held[fields[i + 1]]
    elseif name == 'queue' or name == 'state_history' or name == 'attempt' then isFirst = false
    end
  end
  if state == 'PENDING' then
    if now - createdAt(id) > allowedMs then
      bury(readTask(id), dlq, 'Expired', 'Waited longer than its age limit', now)
    elseif heldUntil then
      local task = readTask(id)
      schedule(scheduled, wake, id, heldUntil)
      moveTask(task, 'SCHEDULED', task.queue or 'primary', now, { 'retry_after', heldUntil })
    else
      local attempt = 1
      if isFirst then
        redis.call('HSET', key, 'state', 'ACTIVE', 'worker_id', workerId, 'started_at', nowText, 'attempt', '1')
        started[#started + 1] = id
      else
        local task = readTask(id)
        attempt = tonumber(task.attempt or 0) + 1
        moveTask(task, 'ACTIVE', task.queue, now, { 'worker_id', workerId, 'started_at', nowText, 'attempt', attempt })
      end
      own[#own + 1] = id
      claimed[#claimed + 1] = { id, attempt, fields }
    end
  end
end
if #own > 0 then redis.call('SADD', activeTasks, unpack(own)) end

if #ids == want then
  local more = (takesPrimary and redis.call('EXISTS', primary, high, low) or 0)
    + (takesRetry and redis.call('EXISTS', retry) or 0)
  if more > 0 then redis.call('ZADD', wake, 0, '0') end
end
writeCounts(now)
publishMoves(now)
return { 0, nextDueIn(scheduled, now), #claimed > 0 and cjson.encode(claimed) or '[]' }
