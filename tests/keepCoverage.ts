import process from "node:process";

// `mocha --parallel` tells its workers to end. It sends SIGTERM to those that have not ended after
// a second. On a busy machine a worker needs longer than that to write its coverage, and the
// coverage was lost. Without the signal the worker ends by itself, and mocha waits for it.
if (process.env["MOCHA_WORKER_ID"] !== undefined) process.on("SIGTERM", () => undefined);
