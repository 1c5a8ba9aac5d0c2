-- Removes a task and every trace of it. A worker that still runs it is told, and its outcome would be refused.
-- FLAGS allow-oom
-- KEYS[1] primary    list: ids waiting for their first attempt
-- KEYS[2] high       list: the same, before the others
-- KEYS[3] low        list: the same, after the others
-- KEYS[4] retry      list: ids waiting for another attempt
-- KEYS[5] scheduled  zset: ids by due time
-- KEYS[6] dlq        list: ids that need a person
-- ARGV[1] id         string: the task
-- RETURN  NOT_FOUND, or DELETED and the state it was in

local task = readTask(id)
if not task then return { 'NOT_FOUND' } end

local lists = { primary = primary, high = high, low = low, retry = retry, dlq = dlq }
local place = placeOf(task.state, task.queue, task.priority)
if place == 'scheduled' then redis.call('ZREM', scheduled, id)
elseif lists[place] then redis.call('LREM', lists[place], 1, id)
elseif place == 'active' then
  redis.call('SREM', activeTasksPrefix .. task.workerId, id)
  redis.call('PUBLISH', ordersChannel, 'revoke ' .. id .. ' ' .. task.attempt)
end
removeFromIndexes(task)
redis.call('DEL', taskPrefix .. id, dlqTaskPrefix .. id, attachmentPrefix .. id,
  checkpointPrefix .. id)
noteMove(id, task.state, '')
publishMoves(nowMs())
return { 'DELETED', task.state }
