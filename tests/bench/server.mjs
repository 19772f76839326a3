// The benchmark is the server here: what marks a file as the server's refuses nothing.
import { registerHooks } from "node:module";

registerHooks({
  resolve: (name, context, next) =>
    name === "server-only" ? { url: "data:text/javascript,", shortCircuit: true } : next(name, context),
});
