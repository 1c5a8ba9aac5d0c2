-- What the scripts of the spend ledger share; put behind the prelude of those that say `USES prelude-spend`.
-- Amounts are whole micro-dollars. Lua keeps them exactly up to 2^53, which is nine billion dollars.

local DAY_MS = 86400000

local function daysOfMonths(year)
  local isLeap = year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0)
  return { 31, isLeap and 29 or 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }, isLeap and 366 or 365
end

-- The UTC day and month of a moment, and how long until each is over.
local function calendarOf(now)
  local year, day = 1970, math.floor(now / DAY_MS)
  local months, length = daysOfMonths(year)
  while day >= length do
    year, day = year + 1, day - length
    months, length = daysOfMonths(year)
  end
  local month = 1
  while day >= months[month] do month, day = month + 1, day - months[month] end
  local untilMidnight = DAY_MS - now % DAY_MS
  local monthName = string.format('%04d-%02d', year, month)
  return {
    month = monthName, day = string.format('%s-%02d', monthName, day + 1),
    untilMidnight = untilMidnight, untilNextMonth = untilMidnight + (months[month] - day - 1) * DAY_MS,
  }
end

-- What is reserved, by id. A reservation whose time is over belonged to a worker that died: it is given back.
local function liveReservations(key, now)
  local live, flat = {}, redis.call('HGETALL', key)
  for i = 1, #flat, 2 do
    local amount, expiresAt, attempt, task = string.match(flat[i + 1], '^(%d+) (%d+) (%d+) (.*)$')
    if tonumber(expiresAt) > now then
      live[flat[i]] = {
        amount = tonumber(amount), expiresAt = tonumber(expiresAt), attempt = tonumber(attempt), task = task,
      }
    else
      redis.call('HDEL', key, flat[i])
    end
  end
  return live
end

-- Labels are free text: a day keeps the first so many, and the sum of the others.
local function boundedGroup(key, group, maxGroups)
  if redis.call('HEXISTS', key, group .. '|calls') == 1 then return group end
  if tonumber(redis.call('HGET', key, 'groups') or 0) >= maxGroups then
    return string.match(group, '^[^|]*|') .. '(other)'
  end
  redis.call('HINCRBY', key, 'groups', 1)
  return group
end

-- Adds pairs of measure and amount to the totals of today, this month, the task and each group.
local function book(today, task, groups, maxGroups, amounts)
  local function add(key, prefix, keptDays)
    for _, amount in ipairs(amounts) do
      if amount[2] > 0 then redis.call('HINCRBY', key, prefix .. amount[1], asText(amount[2])) end
    end
    redis.call('EXPIRE', key, keptDays * 86400)
  end
  local byGroup = spendDayPrefix .. today.day
  add(metricsPrefix .. today.day, '', 400)
  add(spendMonthPrefix .. today.month, '', 800)
  add(task, '', 40)
  for _, group in ipairs(groups) do add(byGroup, boundedGroup(byGroup, group, maxGroups) .. '|', 400) end
end

local function spentIn(key) return tonumber(redis.call('HGET', key, 'cost_micro_usd') or 0) end
