/** Loaded into tools that know nothing of the launcher: they end when it does, however it ends. */
process.once('disconnect', () => process.exit());
process.channel?.unref();
