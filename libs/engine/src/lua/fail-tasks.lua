-- Records failed attempts: a task rests in the schedule while it has retries left, otherwise it goes to the DLQ.
-- FLAGS allow-oom
-- KEYS[1] activeTasks  set: what the worker holds
-- KEYS[2] scheduled    zset: ids by due time
-- KEYS[3] dlq          list: ids that need a person
-- KEYS[4] workerStats  hash: the worker's outcomes
-- KEYS[5] wake         zset: wakes idle workers
-- ARGV[1] workerId     string: who ran them
-- ARGV[2...] failures  list: id, attempt, error type, message, '1' if permanent, rest in ms, '1' if it uses up a retry
-- RETURN  for each attempt SCHEDULED, DLQ or STALE

local now = nowMs()
local answers = {}
local recorded = 0
for i = 1, #failures, 7 do
  local id, attempt, errorType, message = failures[i], failures[i + 1], failures[i + 2], failures[i + 3]
  local isPermanent, restMs, usesRetry = failures[i + 4] == '1', failures[i + 5], failures[i + 6] == '1'
  local task = readTask(id)
  local answer = 'STALE'
  if isCurrent(task, workerId, attempt) then
    redis.call('SREM', activeTasks, id)
    recorded = recorded + 1
    if isPermanent or (usesRetry and task.retryCount >= task.maxRetries) then
      bury(task, dlq, errorType, message, now)
      answer = 'DLQ'
    else
      noteError(task, errorType, message, now)
      passThrough(task, 'FAILED', now)
      local due = now + restMs
      schedule(scheduled, wake, id, due)
      moveTask(task, 'SCHEDULED', 'retry', now,
        { 'retry_after', due, 'retry_count', task.retryCount + (usesRetry and 1 or 0) })
      count('retried')
      answer = 'SCHEDULED'
    end
  elseif task and (task.state == 'SCHEDULED' or task.state == 'DLQ') and task.workerId == workerId
    and task.attempt == attempt then
    answer = task.state
  end
  answers[#answers + 1] = answer
end
if recorded > 0 then redis.call('HINCRBY', workerStats, 'failed', recorded) end
writeCounts(now)
publishMoves(now)
return answers
