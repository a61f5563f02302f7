#!/usr/bin/env node
"use strict";

// A file of its own, because npm links commands before anything is built.
require("../dist/cli/main.js");
