// Stands in for the marker package "server-only" (vitest.config.ts).
export {};
