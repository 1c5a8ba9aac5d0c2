-- Checks that tasks lie in exactly the place that their state names, and in its indexes; each at one moment.
-- FLAGS no-writes
-- KEYS[1] primary    list: ids waiting for their first attempt
-- KEYS[2] high       list: the same, before the others
-- KEYS[3] low        list: the same, after the others
-- KEYS[4] retry      list: ids waiting for another attempt
-- KEYS[5] scheduled  zset: ids by due time
-- KEYS[6] dlq        list: ids that need a person
-- KEYS[7] taskTypes  set: every type
-- ARGV[1] looksIntoLists  integer: 1 seeks the ids in the lists too, which takes time in proportion to their length
-- ARGV[2...] ids          list: the tasks
-- RETURN  for each task its place ('' when there is no such task), then what is wrong, '' when nothing is

local lists = { primary = primary, high = high, low = low, retry = retry, dlq = dlq }
local places = { 'primary', 'high', 'low', 'retry', 'scheduled', 'dlq', 'completed', 'cancelled' }
local types = redis.call('SMEMBERS', taskTypes)
local answer = {}
for _, id in ipairs(ids) do
  local wrong = {}
  local function expect(isIn, shouldBeIn, container)
    if isIn and not shouldBeIn then wrong[#wrong + 1] = 'is in ' .. container end
    if shouldBeIn and not isIn then wrong[#wrong + 1] = 'is missing from ' .. container end
  end
  local task = readTask(id)
  local place = task and placeOf(task.state, task.queue, task.priority) or ''
  local isIndexed = task and task.state ~= 'ACTIVE' and not (task.state == 'PENDING' and not task.queue)

  expect(redis.call('ZSCORE', scheduled, id) ~= false, place == 'scheduled', 'the schedule')
  expect(redis.call('EXISTS', dlqTaskPrefix .. id) == 1, place == 'dlq', 'the snapshots of dead letters')
  if task and task.workerId then
    local isHeld = redis.call('SISMEMBER', activeTasksPrefix .. task.workerId, id) == 1
    expect(isHeld, place == 'active', 'the set of its worker')
  end
  for _, type in ipairs(types) do
    for _, other in ipairs(places) do
      local belongs = isIndexed and other == place and type == task.type
      expect(redis.call('ZSCORE', idIndex(other, type), id) ~= false, belongs, 'the id index of ' .. other)
      expect(redis.call('ZSCORE', updatedIndex(other, type), id) ~= false, belongs, 'the time index of ' .. other)
    end
  end
  if looksIntoLists == 1 then
    for name, list in pairs(lists) do
      local found = redis.call('LPOS', list, id, 'COUNT', 2)
      expect(#found > 0, name == place, 'the list of ' .. name)
      if #found > 1 then wrong[#wrong + 1] = 'is twice in the list of ' .. name end
    end
  end
  answer[#answer + 1] = place
  answer[#answer + 1] = table.concat(wrong, ', ')
end
return answer
