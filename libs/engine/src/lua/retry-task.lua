-- Sends a task from the DLQ back to the retry queue, by an operator's hand.
-- KEYS[1] dlq    list: ids that need a person
-- KEYS[2] retry  list: ids waiting for another attempt
-- KEYS[3] wake   zset: wakes idle workers
-- ARGV[1] id                string: the task
-- ARGV[2] resetsRetryCount  integer: 1 gives it all its retries anew
-- ARGV[3] maxAgeMs          integer: how long it may wait from now on
-- RETURN  QUEUED, NOT_FOUND, or WRONG_STATE and the state

local task = readTask(id)
if not task then return { 'NOT_FOUND' } end
if task.state ~= 'DLQ' then return { 'WRONG_STATE', task.state } end

local now = nowMs()
redis.call('LREM', dlq, 1, id)
redis.call('DEL', dlqTaskPrefix .. id)
redis.call('HDEL', taskPrefix .. id, 'completed_at', 'crashes')
moveTask(task, 'PENDING', 'retry', now,
  { 'retry_count', resetsRetryCount == 1 and 0 or task.retryCount, 'max_age_ms', now - createdAt(id) + maxAgeMs })
redis.call('RPUSH', retry, id)
redis.call('ZADD', wake, 0, '0')
publishMoves(now)
return { 'QUEUED' }
