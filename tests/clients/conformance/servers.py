"""What stands in for the world: a model's server that answers in pieces, and a hub whose files come slowly."""

import hashlib
import http.server
import json
import threading
import time

# A wish that Caro has no answer for by itself, and what the model says to it.
WISH = "show the default gateway and the name servers in use"
ANSWER = "ip route show default; cat /etc/resolv.conf"
SIZE = 64 << 20


class World(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    stopping = threading.Event()

    def log_message(self, *_):
        pass

    def do_HEAD(self):
        self.head(200, SIZE)

    def head(self, status, length, **more):
        self.send_response(status)
        self.send_header("Content-Length", str(length))
        self.send_header("ETag", '"' + hashlib.sha256(b"no such model").hexdigest() + '"')
        self.send_header("X-Linked-Etag", '"' + hashlib.sha256(b"no such model").hexdigest() + '"')
        self.send_header("X-Linked-Size", str(SIZE))
        self.send_header("X-Repo-Commit", "0" * 40)
        self.send_header("Accept-Ranges", "bytes")
        for key, value in more.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()

    def do_GET(self):
        if self.path.endswith("/models"):
            self.say({"object": "list", "data": [{"id": "test"}]})
            return
        start = int(self.headers.get("Range", "bytes=0-").split("=")[1].split("-")[0])
        self.head(206 if "Range" in self.headers else 200, SIZE - start, Content_Range=f"bytes {start}-{SIZE - 1}/{SIZE}")
        try:
            # A GGUF file's first words; the rest comes a piece at a time, until nobody wants it.
            self.wfile.write(b"GGUF\x03\x00\x00\x00")
            while not World.stopping.wait(0.02):
                self.wfile.write(bytes(256 << 10))
        except OSError:
            pass
        self.close_connection = True

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            for word in ANSWER.split(" "):
                self.piece(f"{word} ", None)
                time.sleep(0.12)  # The server tells of growth every 100 ms.
            self.piece("", "stop")
            self.wfile.write(b"data: [DONE]\n\n")
        except OSError:
            pass
        self.close_connection = True

    def piece(self, text, end):
        piece = {"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": end}]}
        self.wfile.write(f"data: {json.dumps(piece)}\n\n".encode())
        self.wfile.flush()

    def say(self, value):
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def start():
    """Starts it on this machine; gives its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), World)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"
