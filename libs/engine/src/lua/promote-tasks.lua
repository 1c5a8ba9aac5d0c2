-- Moves tasks whose time has come from the schedule to their queue: retries to the tail of theirs, delayed tasks to the head
-- of theirs, for they have waited elsewhere. The latest go first, so that after many calls the soonest are at the head.
-- FLAGS allow-oom
-- KEYS[1] scheduled  zset: ids by due time
-- KEYS[2] primary    list: ids waiting for their first attempt
-- KEYS[3] high       list: the same, before the others
-- KEYS[4] low        list: the same, after the others
-- KEYS[5] retry      list: ids waiting for another attempt
-- KEYS[6] wake       zset: wakes idle workers
-- ARGV[1] limit      integer: at most so many, to keep the script short
-- RETURN  how many were moved, then ms until the next is due: 0 when it is due, -1 when none is scheduled

local now = nowMs()
local lists = { primary = primary, high = high, low = low, retry = retry }
local promoted = 0
local due = redis.call('ZRANGE', scheduled, now, '-inf', 'BYSCORE', 'REV', 'LIMIT', 0, limit)
for _, id in ipairs(due) do
  local task = readTask(id)
  if task and task.state == 'SCHEDULED' and task.queue ~= 'retry' then
    moveTask(task, 'PENDING', task.queue, now)
    redis.call('LPUSH', lists[placeOf('PENDING', task.queue, task.priority)], task.id)
    promoted = promoted + 1
  end
end
for i = #due, 1, -1 do
  local id = due[i]
  local task = readTask(id)
  if task and task.state == 'SCHEDULED' then
    moveTask(task, 'PENDING', task.queue, now)
    redis.call('RPUSH', retry, id)
    promoted = promoted + 1
  end
end
if #due > 0 then redis.call('ZREM', scheduled, unpack(due)) end
if promoted > 0 then redis.call('ZADD', wake, 0, '0') end
publishMoves(now)
return { promoted, nextDueIn(scheduled, now) }
