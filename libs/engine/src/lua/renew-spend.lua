-- Keeps money set aside for calls that are still under way.
-- FLAGS allow-oom
-- KEYS[1] spendReservations  hash: money set aside
-- ARGV[1] lifetimeMs       integer: given back after so long unless renewed
-- ARGV[2...] reservations  list: ids
-- RETURN  the ids that were given back already

local expiresAt = asText(nowMs() + lifetimeMs)
local gone = {}
for _, id in ipairs(reservations) do
  local held = redis.call('HGET', spendReservations, id)
  if held then
    local amount, rest = string.match(held, '^(%d+) %d+ (.*)$')
    redis.call('HSET', spendReservations, id, amount .. ' ' .. expiresAt .. ' ' .. rest)
  else
    gone[#gone + 1] = id
  end
end
return gone
