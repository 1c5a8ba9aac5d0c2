-- Moves tasks whose time has come from the schedule to the tail of their queue, soonest first.
-- FLAGS allow-oom
-- KEYS[1] scheduled  zset: ids by due time
-- KEYS[2] primary    list: ids waiting for their first attempt
-- KEYS[3] retry      list: ids waiting for another attempt
-- KEYS[4] wake       zset: wakes idle workers
-- ARGV[1] limit      integer: at most so many, to keep the script short
-- RETURN  how many were moved, then ms until the next is due (absent when none is scheduled)

local now = nowMs()
local queues = { primary = primary, retry = retry }
local promoted = 0
for _, id in ipairs(redis.call('ZRANGE', scheduled, '-inf', now, 'BYSCORE', 'LIMIT', 0, limit)) do
  redis.call('ZREM', scheduled, id)
  local task = readTask(id)
  if task and task.state == 'SCHEDULED' then
    redis.call('RPUSH', queues[task.queue], id)
    redis.call('HDEL', taskPrefix .. id, 'retry_after')
    moveTask(task, 'PENDING', task.queue, now)
    promoted = promoted + 1
  end
end
if promoted > 0 then redis.call('ZADD', wake, 0, '0') end
publishMoves(now)
local next = redis.call('ZRANGE', scheduled, 0, 0, 'WITHSCORES')
if #next == 0 then return { promoted } end
return { promoted, math.max(0, tonumber(next[2]) - now) }
