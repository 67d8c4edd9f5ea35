#!/usr/bin/env node
"use strict";

const loadTypeScript = require("./compiled");

loadTypeScript();
require("./cli");
