-- Finds the ids on one page of a list, all at one moment, from the indexes alone.
-- FLAGS no-writes
-- KEYS[1] taskTypes  set: every type
-- ARGV[1] places     string: comma-separated places to look in
-- ARGV[2] type       string: one task type, or '' for all
-- ARGV[3] index      string: created or updated, what times and order go by
-- ARGV[4] fromMs     string: earliest time, or -inf
-- ARGV[5] toMs       string: latest time, or +inf
-- ARGV[6] order      string: asc or desc
-- ARGV[7] offset     integer: tasks before the page
-- ARGV[8] size       integer: tasks on the page
-- RETURN  how many tasks match, then the ids on the page

local indexOf = index == 'updated' and updatedIndex or createdIndex
local types = type ~= '' and { type } or redis.call('SMEMBERS', taskTypes)
local total, found = 0, {}
for place in string.gmatch(places, '[^,]+') do
  for _, oneType in ipairs(types) do
    local key = indexOf(place, oneType)
    local count = redis.call('ZCOUNT', key, fromMs, toMs)
    total = total + count
    if count > 0 then
      local page
      if order == 'asc' then
        page = redis.call('ZRANGE', key, fromMs, toMs, 'BYSCORE', 'LIMIT', 0, offset + size, 'WITHSCORES')
      else
        page = redis.call('ZRANGE', key, toMs, fromMs, 'BYSCORE', 'REV', 'LIMIT', 0, offset + size, 'WITHSCORES')
      end
      for i = 1, #page, 2 do found[#found + 1] = { page[i], tonumber(page[i + 1]) } end
    end
  end
end
table.sort(found, function(a, b)
  if a[2] == b[2] then return order == 'asc' and a[1] < b[1] or order ~= 'asc' and a[1] > b[1] end
  return order == 'asc' and a[2] < b[2] or order ~= 'asc' and a[2] > b[2]
end)
local answer = { total }
for i = offset + 1, math.min(offset + size, #found) do answer[#answer + 1] = found[i][1] end
return answer
