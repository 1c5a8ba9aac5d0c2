-- Finds the ids on one page of a list, all at one moment, without a scan: a merge of a few ordered sequences, each of
-- which finds a rank or a time in logarithmic time.
-- FLAGS no-writes
-- KEYS[1] primary       list: ids waiting for their first attempt
-- KEYS[2] high          list: the same, before the others
-- KEYS[3] low           list: the same, after the others
-- KEYS[4] taskTypes     set: every type
-- KEYS[5] knownWorkers  zset: workers by last beat
-- ARGV[1] places     string: comma-separated places to look in
-- ARGV[2] type       string: one task type, or '' for all
-- ARGV[3] sort       string: created or updated, what times and order go by
-- ARGV[4] fromMs     integer: earliest time
-- ARGV[5] toMs       integer: latest time
-- ARGV[6] order      string: asc or desc
-- ARGV[7] offset     integer: tasks before the page
-- ARGV[8] size       integer: tasks on the page
-- ARGV[9] scanLimit  integer: how far to look for waiting tasks of one type among others
-- RETURN  how many tasks match, 1 if more may match than were looked at, then the ids on the page

local lists = { primary = primary, high = high, low = low }
local types = redis.call('SMEMBERS', taskTypes)
local wanted = type ~= '' and { type } or types
local descending = order == 'desc'
local bounded = 0

-- A sequence has a length and, by rank in the order asked for: `at`, `slice`; and `before`, how many lie before a time.
local sequences, total = {}, 0
local function addSequence(sequence)
  if sequence.length < 1 then return end
  sequences[#sequences + 1] = sequence
  total = total + sequence.length
end

-- Turns `slice(rank, count, atAnyOrder)` and `below(ms)` of an ascending range into a sequence in the order asked for.
-- `atAnyOrder` says that only the time matters, so tasks of one millisecond may be taken for each other.
local function sequenceOf(first, last, slice, below)
  local length = last - first
  local function at(rank)
    return slice(descending and last - 1 - rank or first + rank, 1, true)[1]
  end
  addSequence({
    length = length,
    at = at,
    slice = function(rank, limit)
      limit = math.min(limit, length - rank)
      if limit < 1 then return {} end
      local found = slice(descending and last - rank - limit or first + rank, limit)
      if descending then
        for i = 1, math.floor(#found / 2) do found[i], found[#found + 1 - i] = found[#found + 1 - i], found[i] end
      end
      return found
    end,
    before = function(ms)
      if descending then return last - math.max(first, math.min(last, below(ms + 1))) end
      return math.max(first, math.min(last, below(ms))) - first
    end,
  })
end

local function addIndex(place, oneType)
  if sort == 'updated' then
    local key = updatedIndex(place, oneType)
    local function below(ms) return redis.call('ZCOUNT', key, '-inf', '(' .. ms) end
    sequenceOf(below(fromMs), below(toMs + 1), function(rank, limit)
      local flat, found = redis.call('ZRANGE', key, rank, rank + limit - 1, 'WITHSCORES'), {}
      for i = 1, #flat, 2 do found[#found + 1] = { flat[i], tonumber(flat[i + 1]) } end
      return found
    end, below)
  else
    local key = idIndex(place, oneType)
    local function below(ms) return redis.call('ZLEXCOUNT', key, '-', '(' .. newId(ms, '')) end
    sequenceOf(below(fromMs), below(toMs + 1), function(rank, limit)
      local found = redis.call('ZRANGE', key, rank, rank + limit - 1)
      for i, id in ipairs(found) do found[i] = { id, createdAt(id) } end
      return found
    end, below)
  end
end

-- Any ids at all, sorted here.
local function addFew(found)
  table.sort(found, function(a, b) return a[2] < b[2] or a[2] == b[2] and a[1] < b[1] end)
  local function below(ms)
    local count = 0
    for _, entry in ipairs(found) do if entry[2] < ms then count = count + 1 end end
    return count
  end
  sequenceOf(below(fromMs), below(toMs + 1), function(rank, limit)
    local slice = {}
    for i = rank + 1, rank + limit do slice[#slice + 1] = found[i] end
    return slice
  end, below)
end

-- Tasks that came in and wait for the first time: behind those given back, their list is in the order of creation.
local function addWaiting(place)
  local key, length, given = lists[place], redis.call('LLEN', lists[place]), 0
  for _, oneType in ipairs(types) do given = given + redis.call('ZCARD', idIndex(place, oneType)) end
  if type ~= '' and #types > 1 then
    local found, look = {}, math.min(length - given, scanLimit)
    if look < length - given then bounded = 1 end
    local from = descending and length - look or given
    for _, id in ipairs(look > 0 and redis.call('LRANGE', key, from, from + look - 1) or {}) do
      if redis.call('HGET', taskPrefix .. id, 'task_type') == type then found[#found + 1] = { id, createdAt(id) } end
    end
    addFew(found)
    return
  end
  if type ~= '' and types[1] ~= type then return end
  local function below(ms)
    local low_, high_ = given, length
    while low_ < high_ do
      local middle = math.floor((low_ + high_) / 2)
      if createdAt(redis.call('LINDEX', key, middle)) < ms then low_ = middle + 1 else high_ = middle end
    end
    return low_
  end
  local first = fromMs > 0 and below(fromMs) or given
  local last = toMs < 2 ^ 47 and below(toMs + 1) or length
  sequenceOf(first, last, function(rank, limit, atAnyOrder)
    local found = redis.call('LRANGE', key, rank, rank + limit - 1)
    if not atAnyOrder then
      -- Tasks of one millisecond lie as they came. Sorted by their ids, each millisecond as a whole, every page agrees.
      local from = below(createdAt(found[1]))
      local whole = redis.call('LRANGE', key, from, below(createdAt(found[#found]) + 1) - 1)
      table.sort(whole)
      for i = 1, #found do found[i] = whole[rank - from + i] end
    end
    for i, id in ipairs(found) do found[i] = { id, createdAt(id) } end
    return found
  end, below)
end

local function addActive()
  local found = {}
  for _, worker in ipairs(redis.call('ZRANGE', knownWorkers, 0, -1)) do
    for _, id in ipairs(redis.call('SMEMBERS', activeTasksPrefix .. worker)) do
      local fields = redis.call('HMGET', taskPrefix .. id, 'task_type', 'started_at')
      if type == '' or fields[1] == type then
        found[#found + 1] = { id, sort == 'updated' and tonumber(fields[2]) or createdAt(id) }
      end
    end
  end
  addFew(found)
end

for place in string.gmatch(places, '[^,]+') do
  if place == 'active' then
    addActive()
  else
    if lists[place] then addWaiting(place) end
    for _, oneType in ipairs(wanted) do addIndex(place, oneType) end
  end
end

if offset >= total then return { total, bounded } end

-- Where the page begins in each sequence. For a page far in, a time is sought, by halving the longest sequence, before
-- which almost as many tasks lie as there are before the page; the few that are missing are passed over in the merge.
local starts, skip = {}, offset
for i = 1, #sequences do starts[i] = 0 end
if #sequences == 1 then
  starts[1], skip = offset, 0
elseif offset > 1000 then
  local pivot = sequences[1]
  for _, sequence in ipairs(sequences) do if sequence.length > pivot.length then pivot = sequence end end
  local function before(ms)
    local count = 0
    for _, sequence in ipairs(sequences) do count = count + sequence.before(ms) end
    return count
  end
  local lowest, highest = 0, pivot.length - 1
  while lowest < highest do
    local middle = math.ceil((lowest + highest) / 2)
    if before(pivot.at(middle)[2]) <= offset then lowest = middle else highest = middle - 1 end
  end
  local ms = pivot.at(lowest)[2]
  if before(ms) <= offset then
    for i, sequence in ipairs(sequences) do
      starts[i] = sequence.before(ms)
      skip = skip - starts[i]
    end
  end
end

local heads, slices = {}, {}
for i, sequence in ipairs(sequences) do
  slices[i] = sequence.slice(starts[i], skip + size)
  heads[i] = 1
end
local function first()
  local best
  for i = 1, #sequences do
    local entry, other = slices[i][heads[i]], best and slices[best][heads[best]]
    if entry then
      local isBefore = not other or entry[2] < other[2] or entry[2] == other[2] and entry[1] < other[1]
      if descending then isBefore = not other or entry[2] > other[2] or entry[2] == other[2] and entry[1] > other[1] end
      if isBefore then best = i end
    end
  end
  return best
end

local answer = { total, bounded }
for position = 1, skip + size do
  local i = first()
  if not i then break end
  if position > skip then answer[#answer + 1] = slices[i][heads[i]][1] end
  heads[i] = heads[i] + 1
end
return answer
