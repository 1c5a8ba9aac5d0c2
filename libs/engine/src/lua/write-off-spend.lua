-- Counts as wasted what the useful calls of an attempt cost that came to nothing. Once: a second call finds nothing.
-- USES prelude-spend
-- FLAGS allow-oom
-- KEYS[1] taskSpend  hash with a lifetime: what the task cost
-- ARGV[1] attemptField  string: the field that sums what the attempt's useful calls cost
-- ARGV[2] maxGroups     integer: more names in one day are counted as one
-- ARGV[3...] groups     list: kind|name of each total that the calls belong to
-- RETURN  micro-dollars that were written off

local cost = tonumber(redis.call('HGET', taskSpend, attemptField) or 0)
if cost == 0 then return 0 end
redis.call('HDEL', taskSpend, attemptField)
book(calendarOf(nowMs()), taskSpend, groups, maxGroups, { { 'wasted_micro_usd', cost } })
return cost
