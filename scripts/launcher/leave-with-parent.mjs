/**
 * Loaded first into every process that the launcher starts: when the launcher is gone, however it ended, the process gets
 * the signal to stop. Without a handler, as in a tool or early in a start, that ends it on the spot. Processes further
 * down inherit the argument but not the variable: their channel leads to another parent and is not for us to touch.
 */
if (process.env.TIED_TO_LAUNCHER) {
  delete process.env.TIED_TO_LAUNCHER;
  const leave = () => process.kill(process.pid, 'SIGTERM');
  if (process.connected) process.once('disconnect', leave);
  else leave();
  process.channel?.unref();
}
