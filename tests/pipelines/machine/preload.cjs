// Runs before every Node.js process of a pipeline. Meta's address leads to the simulator, and the
// clock is that of the story. So commands, program and provider run unchanged.
"use strict";

const http = require("node:http");
const https = require("node:https");
const { URL } = require("node:url");

const { PIPELINE_GRAPH_URL: graphUrl, PIPELINE_CLOCK_OFFSET_MS: offset } = process.env;

if (graphUrl !== undefined) {
    const { hostname, port } = new URL(graphUrl);
    const request = https.request;
    https.request = function (options, ...others) {
        if (options.hostname !== "graph.facebook.com") {
            return request.call(https, options, ...others);
        }
        const there = { ...options, protocol: "http:", host: hostname, hostname, port };
        // The caller's agents are for TLS.
        delete there.agent;
        delete there.agents;
        return http.request(there, ...others);
    };
}

const offsetMs = Number(offset ?? 0);
if (offsetMs !== 0) {
    const MachineDate = Date;
    globalThis.Date = class Date extends MachineDate {
        constructor(...args) {
            if (args.length === 0) super(MachineDate.now() + offsetMs);
            else super(...args);
        }

        static now() {
            return MachineDate.now() + offsetMs;
        }
    };
}
