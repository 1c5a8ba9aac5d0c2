-- Functions that every script may use. The loader puts this file, below the key constants, in front of each script.

-- Milliseconds of Redis time: the only clock that all processes share.
local function nowMs()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- Where a task in `state` lies; a waiting one lies in its home queue.
local function placeOf(state, queue)
  if state == 'PENDING' then return queue end
  return string.lower(state)
end

-- What a move must know of a task, or nil.
local function readTask(id)
  local fields = redis.call('HMGET', taskPrefix .. id, 'state', 'queue', 'task_type', 'created_at', 'state_history',
    'attempt', 'worker_id', 'retry_count', 'max_retries', 'crashes')
  if not fields[1] then return nil end
  return {
    id = id, state = fields[1], queue = fields[2], type = fields[3], createdAt = fields[4], history = fields[5],
    attempt = fields[6], workerId = fields[7], retryCount = tonumber(fields[8]), maxRetries = tonumber(fields[9]),
    crashes = tonumber(fields[10] or 0),
  }
end

-- The fence: only the owner of the current attempt may say how it ended.
local function isCurrent(task, workerId, attempt)
  return task and task.state == 'ACTIVE' and task.workerId == workerId and task.attempt == attempt
end

-- Notes a state in the task's history. Bounded: after some hundred moves the oldest are dropped.
local function passThrough(task, state, now)
  local history = task.history or ''
  if #history > 8000 then history = string.sub(history, string.find(history, ',', #history - 4000, true) + 1) end
  local entry = state .. '@' .. now
  task.history = history == '' and entry or history .. ',' .. entry
end

-- The tasks of one type in one place, by creation time and by last move.
local function createdIndex(place, type) return createdIndexPrefix .. place .. ':' .. type end
local function updatedIndex(place, type) return updatedIndexPrefix .. place .. ':' .. type end

local function addToIndexes(task, place, now)
  redis.call('ZADD', createdIndex(place, task.type), task.createdAt, task.id)
  redis.call('ZADD', updatedIndex(place, task.type), now, task.id)
end

local function removeFromIndexes(task)
  local place = placeOf(task.state, task.queue)
  redis.call('ZREM', createdIndex(place, task.type), task.id)
  redis.call('ZREM', updatedIndex(place, task.type), task.id)
end

local moves = {}

-- One event a script call, whatever the number of tasks it moved.
local function publishMoves(now)
  if #moves == 0 then return end
  redis.call('PUBLISH', updatesChannel, cjson.encode({ at = now, moves = moves }))
end

-- Changes state, home queue, history and indexes of a task together. `fields` is a flat list of further names and values.
local function moveTask(task, state, queue, now, fields)
  removeFromIndexes(task)
  passThrough(task, state, now)
  addToIndexes(task, placeOf(state, queue), now)
  redis.call('HSET', taskPrefix .. task.id, 'state', state, 'queue', queue, 'updated_at', now,
    'state_history', task.history, unpack(fields or {}))
  moves[#moves + 1] = { task.id, task.state, state }
  task.state, task.queue = state, queue
end

-- Appends a failed attempt to the task's errors. Bounded by bytes: the oldest go first.
local function noteError(task, errorType, message, now)
  local history = redis.call('HGET', taskPrefix .. task.id, 'error_history') or ''
  while #history > 32000 do history = string.sub(history, string.find(history, '\n', 1, true) + 1) end
  local entry = cjson.encode({
    at = now, attempt = tonumber(task.attempt), error_type = errorType, message = message, worker_id = task.workerId,
  })
  redis.call('HSET', taskPrefix .. task.id, 'error_history', history .. entry .. '\n',
    'last_error', message, 'error_type', errorType)
end

-- Puts a task into the dead-letter queue, with a snapshot of why.
local function bury(task, dlq, errorType, message, now)
  redis.call('RPUSH', dlq, task.id)
  moveTask(task, 'DLQ', task.queue, now, { 'completed_at', now })
  redis.call('HSET', dlqTaskPrefix .. task.id, 'task_id', task.id, 'task_type', task.type, 'error_type', errorType,
    'error', message, 'attempt', task.attempt, 'retry_count', task.retryCount, 'worker_id', task.workerId,
    'failed_at', now)
end
