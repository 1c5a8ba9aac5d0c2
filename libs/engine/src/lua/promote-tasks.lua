-- Moves tasks whose time has come from the schedule to their queue, soonest first: retries to the tail of theirs, delayed
-- tasks to the head of theirs, for they have waited elsewhere. While tasks at that head have not been taken yet, further ones
-- stay in the schedule, so that who comes due later never goes first.
-- FLAGS allow-oom
-- KEYS[1] scheduled     zset: ids by due time
-- KEYS[2] primary       list: ids waiting for their first attempt
-- KEYS[3] high          list: the same, before the others
-- KEYS[4] low           list: the same, after the others
-- KEYS[5] retry         list: ids waiting for another attempt
-- KEYS[6] wake          zset: wakes idle workers
-- KEYS[7] taskTypes     set: every type
-- KEYS[8] pausedQueues  set: queues that nothing is taken from
-- ARGV[1] limit         integer: at most so many, to keep the script short
-- RETURN  how many were moved, then ms until the next is due: 0 when it is due, -1 when none is scheduled

local now = nowMs()
local lists = { primary = primary, high = high, low = low, retry = retry }
local due = redis.call('ZRANGE', scheduled, '-inf', now, 'BYSCORE', 'LIMIT', 0, limit)
local gone, promoted, isOpen = {}, 0, {}

-- Where nothing is taken there is no order to keep.
local isPaused = redis.call('SISMEMBER', pausedQueues, 'primary') == 1
local function takesMore(place)
  if isOpen[place] == nil then
    local given = 0
    for _, type in ipairs(redis.call('SMEMBERS', taskTypes)) do given = given + redis.call('ZCARD', idIndex(place, type)) end
    isOpen[place] = isPaused or given == 0
  end
  return isOpen[place]
end

local function promote(task, place, push)
  moveTask(task, 'PENDING', task.queue, now)
  redis.call(push, lists[place], task.id)
  gone[#gone + 1] = task.id
  promoted = promoted + 1
end

-- From the latest to the soonest, so that the soonest ends up at the head.
local retries = {}
for i = #due, 1, -1 do
  local task = readTask(due[i])
  if not task or task.state ~= 'SCHEDULED' then gone[#gone + 1] = due[i]
  elseif task.queue == 'retry' then retries[#retries + 1] = task
  else
    local place = placeOf('PENDING', task.queue, task.priority)
    if takesMore(place) then promote(task, place, 'LPUSH') end
  end
end
for i = #retries, 1, -1 do promote(retries[i], 'retry', 'RPUSH') end
if #gone > 0 then redis.call('ZREM', scheduled, unpack(gone)) end
if promoted > 0 then redis.call('ZADD', wake, 0, '0') end
publishMoves(now)
return { promoted, nextDueIn(scheduled, now) }
