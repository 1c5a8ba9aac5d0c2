-- Puts new tasks at the tail of the primary queue: all of them, or none when Redis is full.
-- A task whose id exists already is left as it is, so a create whose reply was lost can be repeated.
-- KEYS[1] primary    list: ids waiting for their first attempt
-- KEYS[2] wake       zset: wakes idle workers
-- KEYS[3] taskIds    zset: every id
-- KEYS[4] taskTypes  set: every type
-- ARGV[1] attachmentTtlMs  integer: lifetime of attachments
-- ARGV[2...] tasks  list: id, type, content, '1' if it has content, its length, metadata, max retries, attachment or ''
-- RETURN  for each task its creation time in ms

local now = nowMs()
local created = {}
for i = 1, #tasks, 8 do
  local task = { id = tasks[i], type = tasks[i + 1], createdAt = now }
  local key = taskPrefix .. task.id
  local existing = redis.call('HGET', key, 'created_at')
  if existing then
    created[#created + 1] = tonumber(existing)
  else
    passThrough(task, 'PENDING', now)
    redis.call('HSET', key, 'state', 'PENDING', 'queue', 'primary', 'task_type', task.type, 'created_at', now,
      'updated_at', now, 'state_history', task.history, 'content_length', tasks[i + 4], 'metadata', tasks[i + 5],
      'max_retries', tasks[i + 6], 'retry_count', 0, 'attempt', 0)
    if tasks[i + 3] == '1' then redis.call('HSET', key, 'content', tasks[i + 2]) end
    if tasks[i + 7] ~= '' then redis.call('SET', attachmentPrefix .. task.id, tasks[i + 7], 'PX', attachmentTtlMs) end
    redis.call('RPUSH', primary, task.id)
    redis.call('ZADD', taskIds, 0, task.id)
    redis.call('SADD', taskTypes, task.type)
    addToIndexes(task, 'primary', now)
    moves[#moves + 1] = { task.id, cjson.null, 'PENDING' }
    created[#created + 1] = now
  end
end
redis.call('ZADD', wake, 0, '0')
publishMoves(now)
return created
