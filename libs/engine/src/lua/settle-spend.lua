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
-- ARGV[8] maxGroups         integer: more names in one day are counted as one
-- ARGV[9...] groups         list: kind|name of each total that the call belongs to
-- RETURN  SETTLED, LATE when its time was over, or REPEATED when it was settled before

local DAY_S, SETTLED_KEPT_MS = 86400, 600000
local OTHER = '(other)'

if redis.call('EXISTS', settledSpend) == 1 then return 'REPEATED' end
redis.call('SET', settledSpend, '1', 'PX', SETTLED_KEPT_MS)
local wasHeld = redis.call('HDEL', spendReservations, reservation) == 1
local today = calendarOf(nowMs())

local amounts = {
  { 'calls', 1 }, { 'cost_micro_usd', cost }, { 'wasted_micro_usd', wasted },
  { 'prompt_tokens', promptTokens }, { 'completion_tokens', completionTokens },
}
local function book(key, prefix, days)
  for _, amount in ipairs(amounts) do
    if amount[2] > 0 then redis.call('HINCRBY', key, prefix .. amount[1], asText(amount[2])) end
  end
  redis.call('EXPIRE', key, days * DAY_S)
end

-- Labels are free text: a day keeps the first so many, and the sum of the others.
local function boundedName(key, group)
  if redis.call('HEXISTS', key, group .. '|calls') == 1 then return group end
  if tonumber(redis.call('HGET', key, 'groups') or 0) >= maxGroups then
    return string.match(group, '^[^|]*|') .. OTHER
  end
  redis.call('HINCRBY', key, 'groups', 1)
  return group
end

local metrics = metricsPrefix .. today.day
book(metrics, '', 400)
redis.call('HINCRBY', metrics, 'total_calls', 1)
redis.call('HINCRBY', metrics, outcomeField, 1)
redis.call('HINCRBY', metrics, stateField, 1)
book(spendMonthPrefix .. today.month, '', 800)
book(taskSpend, '', 40)
local groupTotals = spendDayPrefix .. today.day
for _, group in ipairs(groups) do book(groupTotals, boundedName(groupTotals, group) .. '|', 400) end
return wasHeld and 'SETTLED' or 'LATE'
