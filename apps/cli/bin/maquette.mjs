#!/usr/bin/env node
// The `maquette` command: sees to packages and build, then runs it.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';

prepare();
createRequire(import.meta.url)(join(root, 'dist', 'apps', 'cli', 'src', 'main.js'));
