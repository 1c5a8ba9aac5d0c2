-- Gives tasks back unfinished: to the head of the queue they came from, without a retry or a crash counted.
-- FLAGS allow-oom
-- KEYS[1] activeTasks  set: what the worker holds
-- KEYS[2] primary      list: ids waiting for their first attempt
-- KEYS[3] high         list: the same, before the others
-- KEYS[4] low          list: the same, after the others
-- KEYS[5] retry        list: ids waiting for another attempt
-- KEYS[6] wake         zset: wakes idle workers
-- ARGV[1] workerId     string: who held them
-- ARGV[2...] attempts  list: id, attempt
-- RETURN  for each attempt RELEASED or STALE

local now = nowMs()
local lists = { primary = primary, high = high, low = low, retry = retry }
local answers = {}
for i = 1, #attempts, 2 do
  local task = readTask(attempts[i])
  if isCurrent(task, workerId, attempts[i + 1]) then
    redis.call('SREM', activeTasks, task.id)
    moveTask(task, 'PENDING', task.queue or 'primary', now)
    redis.call('LPUSH', lists[placeOf('PENDING', task.queue, task.priority)], task.id)
    answers[#answers + 1] = 'RELEASED'
  else
    answers[#answers + 1] = 'STALE'
  end
end
redis.call('ZADD', wake, 0, '0')
publishMoves(now)
return answers
