/*
 * How a task is claimed, leased, given back and ended: a model for Spin. protocol.spec.ts runs it.
 *
 * MODELLED. Each d_step is one script of src/lua, or one thing that a process does by itself.
 *   enqueue      to the tail of the queue; sets the wake-up marker
 *   claim        pop the head, attempt + 1, ACTIVE, into the worker's set, lease renewed; sets the marker again while
 *                tasks wait
 *   complete     fenced: ACTIVE, the same worker, the same attempt; otherwise refused
 *   fail         fenced likewise; the task rests in the schedule
 *   release      fenced likewise; to the head of the queue, no crash counted. At shutdown, and for what a lost claim
 *                reply left in the worker's set (releaseUnknown: it reads in one step and releases in another)
 *   recover      acts only when the lease has ended, which it asks itself. The first crash returns a task to the head
 *                of the queue, the second makes it rest, the third buries it. One task a step, so that the calls of a
 *                long recovery interleave with all else
 *   promote      from the schedule to the tail of the queue. A due time may have come at any moment
 *   delete       one task at most, in any state; its worker finishes late
 *   beat, signing off, and the list of known workers, which is all that the reaper looks at
 *   waiting      for the marker, which one process takes alone, and for a bounded time only
 *
 * FAULTS, at most MAXF in a run, in any mix and at any moment:
 *   a process is killed, with or without a task, also between taking the marker and claiming; it is replaced under a
 *   new name, or not at all
 *   a process is cut off, or frozen, for longer than its lease, and then goes on as if nothing had happened; meanwhile
 *   Redis may hand the marker to its dead connection
 *   Redis obeys a claim, and the reply is lost
 *   a process is told to stop: no fault, but taken from the same allowance
 *
 * BOUNDS. 2 tasks, 2 workers with 1 slot each, 3 crashes to the DLQ, MAXF faults and RETRIES failed attempts that are
 * tried again. The spec searches 3 faults with no such failure, and 2 faults with one. Nothing is said about more.
 *
 * ASSUMED. A script is atomic. Redis loses nothing. A process that is up and connected beats in time. Some reaper and
 * some promoter go on. Handlers return, as the time limit sees to. Names are never used twice; here the place of a
 * killed process is taken again when nothing is left of its name. One place at most stays vacant. What a process does
 * is late by any amount, but not for ever (weak fairness; more is not needed, for the model has no cycles).
 *
 * NOT MODELLED. Loss of Redis or of its data. Two waiting lists and their shares: here they are one. Several slots and
 * batches. Retry from the DLQ by hand. A create that is repeated after a lost reply: if the task was deleted meanwhile,
 * it is created anew. Rate limits, which rest without using up a retry. Real time. That the Lua does what is said here
 * is for the specs of the engine to show.
 *
 * -DCALM asks for less and more: no faults, no bound on the wait, and one handler may never return. Wake-ups alone must
 * then keep a task from lying beside an idle worker.
 *
 * MISTAKES that can be planted, each caught by the property named:
 *   NOFENCE    once     an outcome is taken from anybody
 *   TWOSTEP    placed   claim pops in one step and notes the owner in another
 *   GHOST      gone     the fence lets the outcome of a deleted task pass
 *   SAMENAME   counted  a killed process is replaced under its own name: the lease of the dead one is renewed, and its
 *                       tasks are released as unknown, so that a task may kill one process after another for ever
 *   NOLIMIT    ends     the wait for the marker has no bound, and a marker is lost
 *   NOUNKNOWN  ends     nobody looks for what a lost claim reply has left
 *   NOREARM    ends     claim does not set the marker for what it leaves behind (with CALM; otherwise the bounded wait
 *                       repairs it, late)
 */

#ifndef MAXF
#define MAXF 3
#endif
#ifndef RETRIES
#define RETRIES 0
#endif
#ifdef CALM
#undef MAXF
#define MAXF 0
#define NOLIMIT
#endif
#define T 2
#define W 2
#define MAXCRASHES 3
#define NONE 255

mtype = { ABSENT, PENDING, ACTIVE, SCHEDULED, COMPLETED, DLQ };
mtype = { ASKING, WAITING, CHECKING, STOPPING };

/* What Redis holds: of each task, */
mtype state[T] = ABSENT;
byte attempt[T];
byte owner[T] = NONE;
byte crashes[T];
/* the queue, its head first, the schedule, the workers' sets, */
byte queue[T] = NONE;
byte waiting;
bool scheduled[T];
bool held[W * T];
/* and of workers. */
bool lease[W];
bool known[W];
bool marker;

/* The world outside. */
bool alive[W] = true;
bool cut[W];
byte faults;
byte retries;
bool isPlaceVacant;
byte endless = NONE; /* the task whose handler never returns */

/* What the properties speak of; no step asks for it. */
byte outcomes[T];
bool deleted[T];
byte deaths[T]; /* processes that were killed while they ran the task's current attempt */

#define UP(w) (alive[w] && !cut[w])
#define HELD(w, t) held[(w) * T + (t)]
#define HOLDS(w) (HELD(w, 0) || HELD(w, 1))

#define OWNS(w, t, n) (state[t] == ACTIVE && owner[t] == w && attempt[t] == n)
#if defined(NOFENCE)
#define CURRENT(w, t, n) (state[t] != ABSENT)
#elif defined(GHOST)
#define CURRENT(w, t, n) (OWNS(w, t, n) || deleted[t])
#else
#define CURRENT(w, t, n) OWNS(w, t, n)
#endif

inline pushTail(t) {
  queue[waiting] = t;
  waiting++;
  state[t] = PENDING
}

inline pushHead(t) {
  queue[waiting] = queue[0];
  queue[0] = t;
  waiting++;
  state[t] = PENDING
}

inline unqueue(t) {
  if
  :: queue[0] == t -> queue[0] = queue[1]; queue[1] = NONE; waiting--
  :: queue[1] == t -> queue[1] = NONE; waiting--
  :: else
  fi
}

inline enqueue(t) {
  pushTail(t);
  marker = true
}

inline beat(w) {
  lease[w] = true;
  known[w] = true
}

inline own(w, t) {
  beat(w);
  attempt[t]++;
  state[t] = ACTIVE;
  owner[t] = w;
  HELD(w, t) = true;
#ifndef NOREARM
  if
  :: waiting > 0 -> marker = true
  :: else
  fi
#endif
}

inline claim(w, t) {
  unqueue(t);
  own(w, t)
}

/* What nobody asks of a task that has ended is forgotten, so that its past makes no difference to the search. */
inline forget(t) {
  owner[t] = NONE;
  attempt[t] = 0;
  crashes[t] = 0;
  deaths[t] = 0
}

inline leave(w, t) {
  HELD(w, t) = false;
  owner[t] = NONE
}

inline settle(w, t, outcome) {
  leave(w, t);
  forget(t);
  state[t] = outcome;
  outcomes[t]++
}

inline rest(w, t) {
  leave(w, t);
  state[t] = SCHEDULED;
  scheduled[t] = true
}

inline complete(w, t, n) {
  if
  :: CURRENT(w, t, n) -> settle(w, t, COMPLETED)
  :: else
  fi
}

inline fail(w, t, n) {
  if
  :: CURRENT(w, t, n) -> retries++; rest(w, t)
  :: else
  fi
}

inline release(w, t, n) {
  if
  :: CURRENT(w, t, n) -> leave(w, t); pushHead(t)
  :: else
  fi;
  marker = true
}

inline recover(w, t) {
  crashes[t]++;
  if
  :: crashes[t] == 1 -> leave(w, t); pushHead(t)
  :: crashes[t] == MAXCRASHES -> settle(w, t, DLQ)
  :: else -> rest(w, t)
  fi;
  marker = true;
  known[w] = HOLDS(w)
}

inline promote(t) {
  scheduled[t] = false;
  pushTail(t);
  marker = true
}

inline delete(t) {
  unqueue(t);
  scheduled[t] = false;
  HELD(0, t) = false;
  HELD(1, t) = false;
  forget(t);
  state[t] = ABSENT;
  deleted[t] = true
}

inline signOff(w) {
  lease[w] = false;
  known[w] = HOLDS(w)
}

/* Nothing that a process knows outlives it. */
inline vanish(w) {
  alive[w] = false;
  cut[w] = false;
  phase = ASKING;
  job = NONE;
  mine = 0;
  suspect = NONE;
  seen = 0
}

inline noteDeath(w) {
  if
  :: job != NONE && OWNS(w, job, mine) -> deaths[job]++
  :: else
  fi
}

active proctype Client() {
#ifdef CALM
  if
  :: endless = 0
  :: endless = 1
  :: true
  fi;
#endif
  d_step { enqueue(0) };
  d_step { enqueue(1) };
  if
  :: d_step { true -> delete(0) }
  :: d_step { true -> delete(1) }
  :: true
  fi
}

/* A step that would change nothing is not taken: a beat on a good lease, a round that finds nothing. So there are no
   cycles, and every run has an end. */
#define IDLE(w, p) (UP(w) && job == NONE && phase == p)
#define FAULT faults < MAXF

proctype Worker(byte w) {
  mtype phase = ASKING; /* of its loop; it finishes its job in any */
  byte job = NONE;
  byte mine;            /* the attempt of its job */
  byte suspect = NONE;  /* what releaseUnknown has found in its set, */
  byte seen;            /* and in which attempt */
end:
  do
  :: d_step { UP(w) && phase != STOPPING && !(lease[w] && known[w]) -> beat(w) }

  /* wait */
  :: d_step { IDLE(w, ASKING) && waiting == 0 && !HOLDS(w) -> phase = WAITING }
  :: d_step { IDLE(w, WAITING) && marker -> marker = false; phase = ASKING }
#ifndef NOLIMIT
  :: d_step { IDLE(w, WAITING) && (waiting > 0 || HOLDS(w)) -> phase = ASKING }
#endif

  /* claim */
#ifdef TWOSTEP
  :: d_step { IDLE(w, ASKING) && waiting > 0 -> job = queue[0]; unqueue(job) };
    if
    :: d_step { UP(w) -> own(w, job); mine = attempt[job] }
    :: d_step { FAULT -> faults++; vanish(w) }
    fi
#else
  :: d_step { IDLE(w, ASKING) && waiting > 0 -> job = queue[0]; claim(w, job); mine = attempt[job] }
#endif

  /* finish; a failure without a retry left ends a task as its completion does */
  :: d_step { UP(w) && job != NONE && job != endless -> complete(w, job, mine); job = NONE; mine = 0 }
  :: d_step { UP(w) && job != NONE && job != endless && retries < RETRIES -> fail(w, job, mine); job = NONE; mine = 0 }

  /* releaseUnknown */
#ifndef NOUNKNOWN
  :: d_step { IDLE(w, ASKING) && HELD(w, 0) -> suspect = 0; seen = attempt[0]; phase = CHECKING }
  :: d_step { IDLE(w, ASKING) && HELD(w, 1) -> suspect = 1; seen = attempt[1]; phase = CHECKING }
  :: d_step { IDLE(w, CHECKING) -> release(w, suspect, seen); suspect = NONE; seen = 0; phase = ASKING }
#endif

  /* stop */
  :: d_step { UP(w) && (phase == ASKING || phase == WAITING) && FAULT -> faults++; phase = STOPPING }
  :: d_step { UP(w) && phase == STOPPING && job != NONE -> release(w, job, mine); job = NONE; mine = 0 }
  :: d_step { IDLE(w, STOPPING) -> signOff(w); vanish(w) }

  /* faults: the lost reply of a claim; a kill; a partition that outlasts the lease, and a marker handed into it */
  :: d_step { IDLE(w, ASKING) && waiting > 0 && FAULT ->
      faults++; job = queue[0]; claim(w, job); job = NONE }
  :: d_step { alive[w] && FAULT -> faults++; noteDeath(w); vanish(w) }
  :: d_step { UP(w) && FAULT -> faults++; cut[w] = true }
  :: d_step { cut[w] && job == NONE && phase == WAITING && marker -> marker = false }
  :: d_step { cut[w] && !lease[w] -> cut[w] = false }

  /* replacement */
#ifdef SAMENAME
  :: d_step { !alive[w] -> alive[w] = true }
#else
  :: d_step { !alive[w] && !known[w] && !lease[w] -> alive[w] = true }
#endif
  :: atomic { !alive[w] && !isPlaceVacant -> isPlaceVacant = true; break }
  od
}

/* Redis' clock, the reapers and the promoters. */
active proctype Keeper() {
end:
  do
  :: d_step { lease[0] && !UP(0) -> lease[0] = false }
  :: d_step { lease[1] && !UP(1) -> lease[1] = false }
  :: d_step { known[0] && !lease[0] && HELD(0, 0) -> recover(0, 0) }
  :: d_step { known[0] && !lease[0] && HELD(0, 1) -> recover(0, 1) }
  :: d_step { known[0] && !lease[0] && !HOLDS(0) -> known[0] = false }
  :: d_step { known[1] && !lease[1] && HELD(1, 0) -> recover(1, 0) }
  :: d_step { known[1] && !lease[1] && HELD(1, 1) -> recover(1, 1) }
  :: d_step { known[1] && !lease[1] && !HOLDS(1) -> known[1] = false }
  :: d_step { scheduled[0] -> promote(0) }
  :: d_step { scheduled[1] -> promote(1) }
  od
}

init {
  atomic {
    run Worker(0);
    run Worker(1)
  }
}

#define LISTED(t) ((queue[0] == t) + (queue[1] == t))
#define PLACES(t) (LISTED(t) + scheduled[t] + HELD(0, t) + HELD(1, t))
/* A task that has not ended lies in exactly one place, the one that its state names; one that has ended, in none. */
#define PLACED(t) ( \
  (state[t] == PENDING && LISTED(t) == 1 && PLACES(t) == 1) || \
  (state[t] == ACTIVE && HELD(owner[t], t) && PLACES(t) == 1) || \
  (state[t] == SCHEDULED && scheduled[t] && PLACES(t) == 1) || \
  ((state[t] == COMPLETED || state[t] == DLQ || state[t] == ABSENT) && PLACES(t) == 0))
#define ENDED(t) (state[t] == COMPLETED || state[t] == DLQ || deleted[t] || endless == t)

/* A task has one outcome at most. */
#define ONCE(t) (outcomes[t] <= 1)
/* A deleted task never comes back. */
#define GONE(t) (!deleted[t] || state[t] == ABSENT)
/* A task that took its process down is not given back as if nothing had happened. */
#define COUNTED(t) (!(state[t] == PENDING || state[t] == SCHEDULED) || crashes[t] >= deaths[t])

ltl once { [] (ONCE(0) && ONCE(1)) }
ltl placed { [] (PLACED(0) && PLACED(1)) }
ltl gone { [] (GONE(0) && GONE(1)) }
ltl counted { [] (COUNTED(0) && COUNTED(1)) }
/* All four at once, for a model that has no mistake. */
ltl safe { [] (ONCE(0) && ONCE(1) && PLACED(0) && PLACED(1) && GONE(0) && GONE(1) && COUNTED(0) && COUNTED(1)) }
/* Every task ends, but for the one whose handler never returns. */
ltl ends { <> (ENDED(0) && ENDED(1)) }
/* Not promised, and false: they show how far the search gets. */
ltl unburied { [] (state[0] != DLQ && state[1] != DLQ) }
ltl unretried { [] !(retries > 0 && state[0] == COMPLETED && state[1] == COMPLETED) }
