-- Removes the tasks of one type that have rested longest in one place, in a bounded step.
-- FLAGS allow-oom
-- KEYS[1] dlq      list: ids that need a person
-- ARGV[1] place    string: completed, cancelled or dlq
-- ARGV[2] type     string: the task type
-- ARGV[3] keepMs   integer: younger ones stay
-- ARGV[4] limit    integer: at most so many, to keep the script short
-- RETURN  how many were removed

local now = nowMs()
local key = updatedIndex(place, type)
local ids = redis.call('ZRANGE', key, '-inf', now - keepMs, 'BYSCORE', 'LIMIT', 0, limit)
local state = string.upper(place)
for _, id in ipairs(ids) do
  if place == 'dlq' then redis.call('LREM', dlq, 1, id) end
  redis.call('DEL', taskPrefix .. id, dlqTaskPrefix .. id, attachmentPrefix .. id,
  checkpointPrefix .. id)
  noteMove(id, state, '')
end
if #ids > 0 then
  redis.call('ZREM', key, unpack(ids))
  redis.call('ZREM', idIndex(place, type), unpack(ids))
  publishMoves(now)
end
return #ids
