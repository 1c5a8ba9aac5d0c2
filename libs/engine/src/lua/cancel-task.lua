-- Ends a task that has not ended: it will not run, or what it still does is no longer wanted.
-- FLAGS allow-oom
-- KEYS[1] primary    list: ids waiting for their first attempt
-- KEYS[2] high       list: the same, before the others
-- KEYS[3] low        list: the same, after the others
-- KEYS[4] retry      list: ids waiting for another attempt
-- KEYS[5] scheduled  zset: ids by due time
-- ARGV[1] id         string: the task
-- ARGV[2] reason     string: why, shown with the task
-- RETURN  CANCELLED, NOT_FOUND, or WRONG_STATE and the state

local task = readTask(id)
if not task then return { 'NOT_FOUND' } end
local place = placeOf(task.state, task.queue, task.priority)
local lists = { primary = primary, high = high, low = low, retry = retry }
if place == 'scheduled' then redis.call('ZREM', scheduled, id)
elseif place == 'active' then redis.call('SREM', activeTasksPrefix .. task.workerId, id)
elseif lists[place] then redis.call('LREM', lists[place], 1, id)
else return { 'WRONG_STATE', task.state }
end

local now = nowMs()
local wasActive = task.state == 'ACTIVE'
moveTask(task, 'CANCELLED', task.queue or 'primary', now, { 'completed_at', now, 'cancel_reason', reason })
redis.call('DEL', attachmentPrefix .. id, checkpointPrefix .. id)
if wasActive then redis.call('PUBLISH', ordersChannel, 'revoke ' .. id .. ' ' .. task.attempt) end
count('cancelled')
writeCounts(now)
publishMoves(now)
return { 'CANCELLED' }
