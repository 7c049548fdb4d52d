// A hub of models on this machine: every file of it is one small model, and its bytes can be held back half-way.

import crypto from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import { NANO } from './kit.mjs';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

export class Hub {
  /** From where bytes were asked for, request by request. */
  fetched = [];
  #held = [];
  #holds = false;
  /** How often a client went away in the middle. */
  letGo = 0;

  static async start() {
    const it = new Hub();
    it.bytes = fs.readFileSync(NANO);
    it.digest = crypto.createHash('sha256').update(it.bytes).digest('hex');
    it.http = http.createServer((request, response) => it.#serve(request, response));
    await new Promise(listening => it.http.listen(0, '127.0.0.1', listening));
    it.url = `http://127.0.0.1:${it.http.address().port}`;
    return it;
  }

  /** From now on only the first half of what is asked for comes, until it is released. */
  hold() {
    this.#holds = true;
  }

  release() {
    this.#holds = false;
    for (const go of this.#held.splice(0)) go();
  }

  async #serve(request, response) {
    const size = this.bytes.length;
    if (request.method === 'HEAD') {
      const about = { 'X-Repo-Commit': COMMIT, 'X-Linked-Etag': `"${this.digest}"`, 'X-Linked-Size': size, 'Content-Length': size };
      response.writeHead(200, about).end();
      return;
    }
    const from = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    this.fetched.push(from);
    const part = from > 0 ? { 'Content-Range': `bytes ${from}-${size - 1}/${size}` } : {};
    response.writeHead(from > 0 ? 206 : 200, { 'Content-Length': size - from, ...part });
    const half = from + Math.floor((size - from) / 2);
    response.write(this.bytes.subarray(from, half));
    let end = half;
    if (this.#holds) {
      response.once('close', () => (this.letGo += response.writableFinished ? 0 : 1));
      // A drop now and then, as on a bad line.
      const drip = setInterval(() => response.write(this.bytes.subarray(end, ++end)), 50);
      await new Promise(go => {
        this.#held.push(go);
        response.once('close', go);
      });
      clearInterval(drip);
    }
    response.end(this.bytes.subarray(end));
  }

  stop() {
    this.release();
    this.http.closeAllConnections();
    return new Promise(closed => this.http.close(closed));
  }
}
