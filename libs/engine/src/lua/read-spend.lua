-- Tells what is spent and set aside at one moment.
-- USES prelude-spend
-- FLAGS allow-oom
-- KEYS[1] spendReservations  hash: money set aside
-- RETURN  the time, spent today, spent this month, set aside, for how many calls, ms until midnight and the next month, UTC

local now = nowMs()
local today = calendarOf(now)
local reserved, calls = 0, 0
for _, held in pairs(liveReservations(spendReservations, now)) do
  reserved, calls = reserved + held.amount, calls + 1
end
return { now, spentIn(metricsPrefix .. today.day), spentIn(spendMonthPrefix .. today.month), reserved, calls,
  today.untilMidnight, today.untilNextMonth }
