-- Records the results of finished attempts. Repeating it after a lost reply answers the same.
-- FLAGS allow-oom
-- KEYS[1] activeTasks  set: what the worker holds
-- KEYS[2] workerStats  hash: the worker's outcomes
-- ARGV[1] workerId     string: who ran them
-- ARGV[2...] outcomes  list: id, attempt, result as JSON
-- RETURN  for each attempt COMPLETED or STALE

local now = nowMs()
local answers = {}
local recorded = 0
for i = 1, #outcomes, 3 do
  local id, attempt, result = outcomes[i], outcomes[i + 1], outcomes[i + 2]
  local task = readTask(id)
  local answer = 'STALE'
  if isCurrent(task, workerId, attempt) then
    redis.call('SREM', activeTasks, id)
    moveTask(task, 'COMPLETED', task.queue, now, { 'result', result, 'completed_at', now })
    redis.call('DEL', attachmentPrefix .. id)
    recorded = recorded + 1
    answer = 'COMPLETED'
  elseif task and task.state == 'COMPLETED' and task.workerId == workerId and task.attempt == attempt then
    answer = 'COMPLETED'
  end
  answers[#answers + 1] = answer
end
if recorded > 0 then redis.call('HINCRBY', workerStats, 'completed', recorded) end
publishMoves(now)
return answers
