-- Sets money aside for a call, if what was spent and all that is set aside stay within every cap.
-- USES prelude-spend
-- FLAGS allow-oom
-- KEYS[1] spendReservations  hash: money set aside
-- KEYS[2] taskSpend          hash with a lifetime: what the task cost
-- ARGV[1] reservation  string: its id
-- ARGV[2] taskId       string: who spends
-- ARGV[3] attempt      integer: what earlier attempts of the task set aside is given back
-- ARGV[4] amount       integer: micro-dollars, the most that the call can cost
-- ARGV[5] lifetimeMs   integer: given back after so long unless renewed
-- ARGV[6] taskCap      integer: -1 for none, as the next two
-- ARGV[7] dayCap       integer: for the UTC day
-- ARGV[8] monthCap     integer: for the UTC month
-- RETURN  RESERVED, or HELD with the cap that holds it and ms until it may fit (-1: never)

local now = nowMs()
local today = calendarOf(now)
local SETTLES_SOON_MS = 5000

local reserved, reservedForTask = 0, 0
for id, held in pairs(liveReservations(spendReservations, now)) do
  if held.task == taskId and held.attempt < attempt then
    redis.call('HDEL', spendReservations, id)
  elseif id ~= reservation then
    reserved = reserved + held.amount
    if held.task == taskId then reservedForTask = reservedForTask + held.amount end
  end
end

local function holdOf(name, cap, spent, setAside, untilResetMs)
  if cap < 0 or spent + setAside + amount <= cap then return nil end
  if amount > cap then return { 'HELD', name, -1 } end
  if spent + amount > cap then return { 'HELD', name, untilResetMs } end
  -- Only what others set aside is in the way, and calls cost less than that.
  return { 'HELD', name, SETTLES_SOON_MS }
end

local hold = holdOf('task', taskCap, spentIn(taskSpend), reservedForTask, -1)
  or holdOf('month', monthCap, spentIn(spendMonthPrefix .. today.month), reserved, today.untilNextMonth)
  or holdOf('day', dayCap, spentIn(metricsPrefix .. today.day), reserved, today.untilMidnight)
if hold then return hold end
redis.call('HSET', spendReservations, reservation,
  table.concat({ asText(amount), asText(now + lifetimeMs), asText(attempt), taskId }, ' '))
return { 'RESERVED' }
