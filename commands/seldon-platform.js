#!/usr/bin/env node
"use strict";

// TypeScript as it is, types unchecked (`make check` does that): a start costs half a second.
require("ts-node").register({ transpileOnly: true, project: `${__dirname}/../tsconfig.json` });
require("./cli");
