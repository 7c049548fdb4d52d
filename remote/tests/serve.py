#!/usr/bin/env python3
"""Starts a real llama-server on loopback for the client's tests, until its standard input ends.

    python3 -m venv V && V/bin/pip install xllamacpp
    V/bin/python remote/tests/serve.py MODEL.gguf [KEY]

The first line that it prints is the address for CARO_TEST_SERVER.
"""

import sys

import xllamacpp

params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.hostnames = ["127.0.0.1"]
params.port = 0
params.n_ctx = 512
params.n_parallel = 2
params.cpuparams.n_threads = 2
params.warmup = True
if len(sys.argv) > 2:
    params.api_keys = sys.argv[2:3]
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
