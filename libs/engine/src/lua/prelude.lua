-- Functions that every script may use. The loader puts this file, below the key constants, in front of each script.

-- A number that goes into many commands is made a string once: Redis writes each number out anew.
local function asText(number) return string.format('%d', number) end

-- Milliseconds of Redis time: the only clock that all processes share.
local function nowMs()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- An id begins with the moment of its creation (UUID version 7), so a task's age needs no field and no clock but this.
local function newId(now, tail)
  local hex = string.format('%012x', now)
  return string.sub(hex, 1, 8) .. '-' .. string.sub(hex, 9, 12) .. '-' .. tail
end
local function createdAt(id)
  return tonumber(string.sub(id, 1, 8) .. string.sub(id, 10, 13), 16) or 0
end

-- Sorted sets of one place and type: by id, which is by creation, and by last move.
local function idIndex(place, type) return idIndexPrefix .. place .. ':' .. type end
local function updatedIndex(place, type) return updatedIndexPrefix .. place .. ':' .. type end

-- Where a task lies: waiting ones in the list of their home queue and priority, others in the place of their state.
local function placeOf(state, queue, priority)
  if state ~= 'PENDING' then return string.lower(state) end
  return queue == 'retry' and 'retry' or priority or 'primary'
end

-- What a move must know of a task, or nil. A task that was never claimed nor scheduled has no `queue`: it stands in no
-- index, for its list is in the order of creation already.
local function readTask(id)
  local fields = redis.call('HMGET', taskPrefix .. id, 'state', 'task_type', 'worker_id', 'attempt', 'started_at',
    'state_history', 'queue', 'priority', 'retry_count', 'max_retries', 'attachment')
  if not fields[1] then return nil end
  return {
    id = id, state = fields[1], type = fields[2], workerId = fields[3], attempt = fields[4], startedAt = fields[5],
    history = fields[6], queue = fields[7], priority = fields[8], retryCount = tonumber(fields[9] or 0),
    maxRetries = tonumber(fields[10] or 3), attachment = fields[11],
  }
end

-- The fence: only the owner of the current attempt may say how it ended.
local function isCurrent(task, workerId, attempt)
  return task and task.state == 'ACTIVE' and task.workerId == workerId and task.attempt == attempt
end

-- Notes a state in the task's history, which is written down from the first unusual move on; until then the times of
-- creation, start and end tell it. Bounded: after some hundred moves the oldest are dropped.
local function passThrough(task, state, now)
  local history = task.history
  if not history then
    history = 'PENDING@' .. createdAt(task.id)
    if task.startedAt then history = history .. ',ACTIVE@' .. task.startedAt end
  end
  if #history > 8000 then history = string.sub(history, string.find(history, ',', #history - 4000, true) + 1) end
  task.history = history .. ',' .. state .. '@' .. now
end

local moves, moveOrder = {}, {}

-- The ids that went `from` one state `to` another in this call, to be added to; '' stands for not being there.
local function movesOf(from, to)
  local kind = from .. '>' .. to
  local ids = moves[kind]
  if not ids then
    ids = { from = from, to = to }
    moves[kind] = ids
    moveOrder[#moveOrder + 1] = kind
  end
  return ids
end

local function noteMove(id, from, to)
  local ids = movesOf(from, to)
  ids[#ids + 1] = id
end

-- One event a script call, whatever the number of tasks it moved.
local function publishMoves(now)
  local parts = {}
  for _, kind in ipairs(moveOrder) do
    local ids = moves[kind]
    if #ids > 0 then
      parts[#parts + 1] = '{"from":"' .. ids.from .. '","to":"' .. ids.to .. '","ids":["'
        .. table.concat(ids, '","') .. '"]}'
    end
  end
  if #parts == 0 then return end
  redis.call('PUBLISH', updatesChannel, '{"at":' .. now .. ',"moves":[' .. table.concat(parts, ',') .. ']}')
end

local function addToIndexes(task, place, now)
  redis.call('ZADD', idIndex(place, task.type), 0, task.id)
  redis.call('ZADD', updatedIndex(place, task.type), now, task.id)
end

-- A task that runs stands in no index: its worker's set holds it.
local function removeFromIndexes(task)
  if task.state == 'ACTIVE' or (task.state == 'PENDING' and not task.queue) then return end
  local place = placeOf(task.state, task.queue, task.priority)
  redis.call('ZREM', idIndex(place, task.type), task.id)
  redis.call('ZREM', updatedIndex(place, task.type), task.id)
end

-- Changes state, home queue, history and indexes of a task together. `fields` is a flat list of further names and values.
local function moveTask(task, state, queue, now, fields)
  removeFromIndexes(task)
  passThrough(task, state, now)
  if state ~= 'ACTIVE' then addToIndexes(task, placeOf(state, queue, task.priority), now) end
  redis.call('HSET', taskPrefix .. task.id, 'state', state, 'queue', queue, 'updated_at', now,
    'state_history', task.history, unpack(fields or {}))
  noteMove(task.id, task.state, state)
  task.state, task.queue = state, queue
end

-- Appends a failed attempt to the task's errors. Bounded by bytes: the oldest go first.
local function noteError(task, errorType, message, now)
  local history = redis.call('HGET', taskPrefix .. task.id, 'error_history') or ''
  while #history > 32000 do history = string.sub(history, string.find(history, '\n', 1, true) + 1) end
  local entry = cjson.encode({
    at = now, attempt = tonumber(task.attempt or 0), error_type = errorType, message = message,
    worker_id = task.workerId or cjson.null,
  })
  redis.call('HSET', taskPrefix .. task.id, 'error_history', history .. entry .. '\n',
    'last_error', message, 'error_type', errorType)
end

-- Lets a task wait for its time. Who waits for work is woken if this is the next to come due, for it must wait less long.
local function schedule(scheduled, wake, id, due)
  redis.call('ZADD', scheduled, due, id)
  if redis.call('ZRANGE', scheduled, 0, 0)[1] == id then redis.call('ZADD', wake, 0, '0') end
end

-- Milliseconds until the next scheduled task comes due: 0 when it is due, -1 when none is scheduled.
local function nextDueIn(scheduled, now)
  local next = redis.call('ZRANGE', scheduled, 0, 0, 'WITHSCORES')
  return next[2] and math.max(0, tonumber(next[2]) - now) or -1
end

local counts, latencies = {}, {}

-- Adds to what happened in this minute; written once a script call.
local function count(field, by) counts[field] = (counts[field] or 0) + (by or 1) end

-- Quarter powers of two, in ms: coarse enough to be few, fine enough for percentiles within a tenth.
local function countLatency(ms)
  local bucket = ms < 1 and 0 or math.floor(4 * math.log(ms) / 0.6931471805599453)
  latencies[bucket] = (latencies[bucket] or 0) + 1
  count('latency_sum', ms)
end

local function writeCounts(now)
  local key = minuteStatsPrefix .. (math.floor(now / 60000) * 60000)
  local written = false
  for bucket, by in pairs(latencies) do counts['l' .. bucket] = by end
  for field, by in pairs(counts) do
    redis.call('HINCRBY', key, field, by)
    written = true
  end
  if written then redis.call('EXPIRE', key, 90000) end
end

-- Fails a task for good: it goes to the dead-letter queue, with a snapshot of why.
local function bury(task, dlq, errorType, message, now)
  noteError(task, errorType, message, now)
  passThrough(task, 'FAILED', now)
  redis.call('RPUSH', dlq, task.id)
  moveTask(task, 'DLQ', task.queue or 'primary', now, { 'completed_at', now })
  redis.call('HSET', dlqTaskPrefix .. task.id, 'task_id', task.id, 'task_type', task.type, 'error_type', errorType,
    'error', message, 'attempt', task.attempt or 0, 'retry_count', task.retryCount, 'worker_id', task.workerId or '',
    'failed_at', now)
  count('failed')
end
