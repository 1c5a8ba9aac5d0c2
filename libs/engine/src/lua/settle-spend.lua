-- Books what a call really cost, once, and gives back what was set aside for it. A call that comes late counts too.
-- USES prelude-spend
-- FLAGS allow-oom
-- KEYS[1] spendReservations  hash: money set aside
-- KEYS[2] taskSpend          hash with a lifetime: what the task cost
-- KEYS[3] settledSpend       string with a lifetime: that this reservation is settled
-- ARGV[1] reservation       string: its id
-- ARGV[2] cost              integer: micro-dollars
-- ARGV[3] wasted            integer: how much of that bought nothing
-- ARGV[4] promptTokens      integer: what the model read
-- ARGV[5] completionTokens  integer: what it wrote
-- ARGV[6] outcomeField      string: the field that counts calls that ended so
-- ARGV[7] stateField        string: the field that counts calls that found the provider so
-- ARGV[8] attemptField      string: the field that sums what an attempt's useful calls cost
-- ARGV[9] maxGroups         integer: more names in one day are counted as one
-- ARGV[10...] groups         list: kind|name of each total that the call belongs to
-- RETURN  SETTLED, LATE when its time was over, or REPEATED when it was settled before

local SETTLED_KEPT_MS = 600000

if redis.call('EXISTS', settledSpend) == 1 then return 'REPEATED' end
redis.call('SET', settledSpend, '1', 'PX', SETTLED_KEPT_MS)
local wasHeld = redis.call('HDEL', spendReservations, reservation) == 1
local today = calendarOf(nowMs())
book(today, taskSpend, groups, maxGroups, {
  { 'calls', 1 }, { 'cost_micro_usd', cost }, { 'wasted_micro_usd', wasted },
  { 'prompt_tokens', promptTokens }, { 'completion_tokens', completionTokens },
})
for _, field in ipairs({ 'total_calls', outcomeField, stateField }) do
  redis.call('HINCRBY', metricsPrefix .. today.day, field, 1)
end
-- Should the attempt come to nothing after all, this was wasted too.
if cost > wasted then redis.call('HINCRBY', taskSpend, attemptField, asText(cost - wasted)) end
return wasHeld and 'SETTLED' or 'LATE'
