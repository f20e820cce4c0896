/**
 * Loaded into the web server and the worker by `npm start`: when that is killed before it can stop them,
 * the line between them breaks, and they stop as if it had asked.
 */
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
