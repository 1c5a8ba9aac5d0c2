-- Removes a task and every trace of it. A worker that still runs it finds its outcome refused.
-- FLAGS allow-oom
-- KEYS[1] primary    list: ids waiting for their first attempt
-- KEYS[2] retry      list: ids waiting for another attempt
-- KEYS[3] scheduled  zset: ids by due time
-- KEYS[4] dlq        list: ids that need a person
-- KEYS[5] taskIds    zset: every id
-- ARGV[1] id         string: the task
-- RETURN  NOT_FOUND, or DELETED and the state it was in

local task = readTask(id)
if not task then return { 'NOT_FOUND' } end

local place = placeOf(task.state, task.queue)
if place == 'primary' then redis.call('LREM', primary, 1, id)
elseif place == 'retry' then redis.call('LREM', retry, 1, id)
elseif place == 'scheduled' then redis.call('ZREM', scheduled, id)
elseif place == 'dlq' then redis.call('LREM', dlq, 1, id)
elseif place == 'active' then redis.call('SREM', activeTasksPrefix .. task.workerId, id)
end
removeFromIndexes(task)
redis.call('ZREM', taskIds, id)
redis.call('DEL', taskPrefix .. id, dlqTaskPrefix .. id, attachmentPrefix .. id)
moves[#moves + 1] = { id, task.state, cjson.null }
publishMoves(nowMs())
return { 'DELETED', task.state }
