-- Puts new tasks at the tail of their queue, or into the schedule: all of them, or none when Redis is full.
-- A task with an idempotency key that is known already is not created again.
-- KEYS[1] primary    list: ids waiting for their first attempt
-- KEYS[2] high       list: the same, before the others
-- KEYS[3] low        list: the same, after the others
-- KEYS[4] scheduled  zset: ids by due time
-- KEYS[5] wake       zset: wakes idle workers
-- KEYS[6] taskTypes  set: every type
-- ARGV[1] attachmentTtlMs   integer: lifetime of attachments
-- ARGV[2] idempotencyTtlMs  integer: lifetime of idempotency keys
-- ARGV[3] maxAgeMs          integer: how long a task may wait, unless it says otherwise
-- ARGV[4...] tasks  list: end of the id, type, priority or '', due ms or 0, idempotency key or '', fingerprint of the request, attachment or '', number of fields, then their names and values
-- RETURN  for each task CREATED, EXISTING or CONFLICT, and its id

local now = nowMs()
local lists = { primary = primary, high = high, low = low }
local waiting, types, answer = { primary = {}, high = {}, low = {} }, {}, {}
local created, i, pending = 0, 1, movesOf('', 'PENDING')

local function existing(key, fingerprint)
  if key == '' then return nil end
  local known = redis.call('HMGET', idempotencyPrefix .. key, 'task_id', 'fingerprint')
  if not known[1] or redis.call('EXISTS', taskPrefix .. known[1]) == 0 then return nil end
  return known[2] == fingerprint and 'EXISTING' or 'CONFLICT', known[1]
end

while i <= #tasks do
  local type, priority, due, key, fingerprint = tasks[i + 1], tasks[i + 2], tonumber(tasks[i + 3]), tasks[i + 4], tasks[i + 5]
  local status, id = existing(key, fingerprint)
  local fieldCount = tonumber(tasks[i + 7])
  if not status then
    status, id = 'CREATED', newId(now, tasks[i])
    redis.call('HSET', taskPrefix .. id, 'state', 'PENDING', 'task_type', type, unpack(tasks, i + 8, i + 7 + fieldCount))
    if priority ~= '' then redis.call('HSET', taskPrefix .. id, 'priority', priority) end
    if tasks[i + 6] ~= '' then redis.call('SET', attachmentPrefix .. id, tasks[i + 6], 'PX', attachmentTtlMs) end
    if key ~= '' then
      redis.call('HSET', idempotencyPrefix .. key, 'task_id', id, 'fingerprint', fingerprint)
      redis.call('PEXPIRE', idempotencyPrefix .. key, idempotencyTtlMs)
    end
    types[type] = true
    created = created + 1
    if due > now then
      redis.call('ZADD', scheduled, due, id)
      local task = { id = id, type = type, history = 'SCHEDULED@' .. now, state = 'SCHEDULED' }
      addToIndexes(task, 'scheduled', now)
      redis.call('HSET', taskPrefix .. id, 'state', 'SCHEDULED', 'queue', 'primary', 'updated_at', now,
        'state_history', task.history, 'retry_after', due)
      -- It waits in line only from then on.
      redis.call('HSETNX', taskPrefix .. id, 'max_age_ms', due - now + maxAgeMs)
      noteMove(id, '', 'SCHEDULED')
    else
      local list = waiting[priority ~= '' and priority or 'primary']
      list[#list + 1] = id
      pending[#pending + 1] = id
    end
  end
  answer[#answer + 1] = status
  answer[#answer + 1] = id
  i = i + 8 + fieldCount
end

for name, ids in pairs(waiting) do
  if #ids > 0 then redis.call('RPUSH', lists[name], unpack(ids)) end
end
for type in pairs(types) do redis.call('SADD', taskTypes, type) end
if created > 0 then
  count('created', created)
  writeCounts(now)
  redis.call('ZADD', wake, 0, '0')
  publishMoves(now)
end
return answer
