// An OpenAI-compatible server on this machine that says what it is told to say.

import http from 'node:http';

export class ModelServer {
  /** What it answers; a function of the question, too. */
  answer = 'uname -a';
  /** The questions that came, as they came. */
  questions = [];
  /** All requests, whatever they wanted. */
  requests = 0;
  #held = [];
  #holds = false;

  static async start() {
    const it = new ModelServer();
    it.http = http.createServer((request, response) => it.#serve(request, response));
    await new Promise(listening => it.http.listen(0, '127.0.0.1', listening));
    it.port = it.http.address().port;
    it.url = `http://127.0.0.1:${it.port}/v1`;
    return it;
  }

  /** Answers no question until it is released. */
  hold() {
    this.#holds = true;
  }

  release() {
    this.#holds = false;
    for (const go of this.#held.splice(0)) go();
  }

  async #serve(request, response) {
    this.requests += 1;
    let body = '';
    for await (const piece of request) body += piece;
    if (request.method === 'GET') {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ object: 'list', data: [{ id: 'test' }] }));
      return;
    }
    const question = JSON.parse(body);
    this.questions.push(question);
    if (this.#holds) await new Promise(go => this.#held.push(go));
    const content = typeof this.answer === 'function' ? this.answer(question) : this.answer;
    if (question.stream) {
      response.setHeader('Content-Type', 'text/event-stream');
      for (const piece of content.match(/\S+\s*|\s+/g) ?? [''])
        response.write(`data: ${JSON.stringify({ choices: [{ delta: { content: piece } }] })}\n\n`);
      response.end(`data: ${JSON.stringify({ choices: [{ delta: {}, finish_reason: 'stop' }] })}\n\ndata: [DONE]\n\n`);
    } else {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content }, finish_reason: 'stop' }] }));
    }
  }

  stop() {
    this.release();
    this.http.closeAllConnections();
    return new Promise(closed => this.http.close(closed));
  }
}
