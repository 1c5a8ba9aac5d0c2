-- Records the results of finished attempts. Repeating it after a lost reply answers the same.
-- FLAGS allow-oom
-- KEYS[1] activeTasks  set: what the worker holds
-- KEYS[2] workerStats  hash: the worker's outcomes
-- ARGV[1] workerId     string: who ran them
-- ARGV[2...] outcomes  list: id, attempt, number of fields that hold the result, then their names and values
-- RETURN  for each attempt COMPLETED or STALE

local now = nowMs()
local nowText = asText(now)
local answers, done, byType = {}, {}, {}
local completed = movesOf('ACTIVE', 'COMPLETED')
local i = 1
while i <= #outcomes do
  local id, attempt, fieldCount = outcomes[i], outcomes[i + 1], tonumber(outcomes[i + 2])
  local key = taskPrefix .. id
  local task = redis.call('HMGET', key, 'state', 'worker_id', 'attempt', 'task_type', 'state_history', 'attachment',
    'checkpoints')
  local isOwn = task[2] == workerId and task[3] == attempt
  if isOwn and task[1] == 'ACTIVE' then
    redis.call('HSET', key, 'state', 'COMPLETED', 'completed_at', nowText, unpack(outcomes, i + 3, i + 2 + fieldCount))
    if task[5] then redis.call('HSET', key, 'state_history', task[5] .. ',COMPLETED@' .. nowText) end
    if task[6] or task[7] then redis.call('DEL', attachmentPrefix .. id, checkpointPrefix .. id) end
    local ids = byType[task[4]]
    if not ids then
      ids = { byId = {}, byTime = {} }
      byType[task[4]] = ids
    end
    local at = #ids.byId
    ids.byId[at + 1], ids.byId[at + 2] = '0', id
    ids.byTime[at + 1], ids.byTime[at + 2] = nowText, id
    countLatency(now - createdAt(id))
    completed[#completed + 1] = id
    done[#done + 1] = id
    answers[#answers + 1] = 'COMPLETED'
  else
    answers[#answers + 1] = isOwn and task[1] == 'COMPLETED' and 'COMPLETED' or 'STALE'
  end
  i = i + 3 + fieldCount
end

if #done > 0 then
  redis.call('SREM', activeTasks, unpack(done))
  for type, ids in pairs(byType) do
    redis.call('ZADD', idIndex('completed', type), unpack(ids.byId))
    redis.call('ZADD', updatedIndex('completed', type), unpack(ids.byTime))
  end
  redis.call('HINCRBY', workerStats, 'completed', #done)
  count('completed', #done)
  writeCounts(now)
  publishMoves(now)
end
return answers
