-- Counts how a permitted call ended, and opens or closes the breaker by it.
-- USES prelude-breaker
-- FLAGS allow-oom
-- KEYS[1] breaker  hash: the breaker
-- ARGV[1] service          string: whose it is
-- ARGV[2] token            string: what the permit gave
-- ARGV[3] outcome          string: success, failure or ignored
-- ARGV[4] windowMs         integer: length of the rolling window
-- ARGV[5] minimumCalls     integer: fewer in the window say nothing
-- ARGV[6] failurePercent   integer: from this share of failures on it opens
-- ARGV[7] openMs           integer: first rest
-- ARGV[8] maxOpenMs        integer: longest rest, after probes that failed one after another
-- RETURN  the state afterwards

local now = nowMs()
local state = readBreaker(breaker)

local function countCall()
  local sliceMs = math.ceil(windowMs / 6)
  local slice = math.floor(now / sliceMs)
  local field = (outcome == 'failure' and 'f' or 's') .. asText(slice)
  state[field] = redis.call('HINCRBY', breaker, field, 1)
  dropSlices(state, slice - 6)
  local failures, calls = countOutcomes(state, slice - 6)
  if outcome == 'failure' and calls >= minimumCalls and failures * 100 >= calls * failurePercent then
    changeBreaker(state, service, 'OPEN', now, now + openMs, asText(failures) .. ' of ' .. asText(calls) .. ' calls failed', 0)
  end
end

local function judgeProbe()
  if outcome == 'success' then return changeBreaker(state, service, 'CLOSED', now, 0, '', 0) end
  if outcome == 'ignored' then return redis.call('HSET', breaker, 'probe', '', 'probe_until', '0') end
  local failed = state.failed_probes + 1
  local restMs = math.min(maxOpenMs, openMs * 2 ^ math.min(failed, 20))
  changeBreaker(state, service, 'OPEN', now, now + restMs, 'the probe failed', failed)
end

if state.state == 'CLOSED' and token == asText(state.generation) and outcome ~= 'ignored' then countCall() end
if state.state == 'HALF_OPEN' and token == state.probe then judgeProbe() end
return state.state
