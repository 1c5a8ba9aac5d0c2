-- Gives up a place in the line for a grant.
-- FLAGS allow-oom
-- KEYS[1] rateLimitWaiters    zset: tickets by number
-- KEYS[2] rateLimitDeadlines  zset: tickets by the time until which their place is kept
-- ARGV[1] ticket  string: the place
-- RETURN  OK

redis.call('ZREM', rateLimitWaiters, ticket)
redis.call('ZREM', rateLimitDeadlines, ticket)
return 'OK'
