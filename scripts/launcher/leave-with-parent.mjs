/**
 * Loaded first into every process that the launcher starts: when the launcher is gone, however it ended, the process gets
 * the signal to stop. Without a handler, as in a tool or early in a start, that ends it on the spot. Processes that a tool
 * starts in turn, as Jest does, inherit this file, but their channel is the tool's own affair.
 */
if (process.ppid === Number(process.env['LAUNCHER_PID'])) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel?.unref();
}
