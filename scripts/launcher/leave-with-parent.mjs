/**
 * Loaded into tools that know nothing of the launcher: they end when it does, however it ends. Processes that a tool starts
 * inherit this file with its arguments, but their channel is the tool's own affair.
 */
if (process.ppid === Number(process.env['LAUNCHER_PID'])) {
  process.once('disconnect', () => process.exit());
  process.channel?.unref();
}
