// Loaded into a program of ours before its own code. When the launcher is killed it cannot stop anybody any more: the
// server would keep the port, and a half-loaded demo bank would go on loading. So they leave by themselves as soon as the
// line to the launcher breaks.
process.once("disconnect", () => {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), 2000).unref();
});
process.channel?.unref();
