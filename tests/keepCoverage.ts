import process from "node:process";

// `mocha --parallel` tells its workers to end and sends SIGTERM to those that have not ended after a
// second. On a busy machine it takes one longer than that to write its coverage, which was lost then.
// A worker that is told to end does so without the signal, and mocha waits for it.
if (process.env["MOCHA_WORKER_ID"] !== undefined) process.on("SIGTERM", () => undefined);
