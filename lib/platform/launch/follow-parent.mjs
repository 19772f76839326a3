// Loaded into the server before its own code. When the launcher is killed it cannot stop the server any more, and the
// server would keep the port; so the server leaves by itself as soon as the line to its launcher breaks.
process.once("disconnect", () => {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), 2000).unref();
});
process.channel?.unref();
