"""Plays a session with each client, records it, and judges the recordings; `judge FILE…` judges recordings that are there."""

import asyncio
import collections
import json
import os
import pathlib
import shutil
import sys
import tempfile
import traceback
import warnings

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import client  # noqa: E402
import judge  # noqa: E402
import mutations  # noqa: E402
import profiles  # noqa: E402
import servers  # noqa: E402
import tour  # noqa: E402

# How many complaints about one thing are shown.
SHOWN = 3


def main(arguments):
    if arguments[:1] == ["judge"]:
        found = [report(name, judged(pathlib.Path(name)), []) for name in arguments[1:]]
    else:
        found = play(arguments or profiles.PROFILES)
    print(f"{sum(found)} passed, {len(found) - sum(found)} failed")
    return 0 if all(found) else 1


def play(names):
    server = pathlib.Path(os.environ["CARO_LSP"]).resolve()
    world = servers.start()
    found = []
    for name in names:
        recording, trouble = asyncio.run(session(name, server, world))
        found.append(report(name, judged(recording), trouble))
        if name == "everything":
            found.append(mutations.report(lines(recording)))
        if found[-1] and not os.environ.get("CARO_KEEP"):
            shutil.rmtree(recording.parent)
    return found


async def session(name, server, world):
    """One session; gives its recording, and what went wrong in it."""
    place = pathlib.Path(tempfile.mkdtemp(prefix="caro-conformance-"))
    recording, home, work = place / "recording.jsonl", place / "home", place / "work"
    home.mkdir()
    work.mkdir()
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "HF_ENDPOINT": world}
    told = client.Client()
    trouble = []
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        await told.launch(recording, server, environment, work)
        try:
            await tour.Tour(told, work, world).all(profiles.PROFILES[name]())
        except Exception as error:
            step = [it for it in traceback.extract_tb(error.__traceback__) if it.filename == tour.__file__][-1]
            trouble.append(f"tour.py:{step.lineno}: {step.line}: {type(error).__name__} {error}")
            told._server.kill()
        await told.stop()
    trouble += sorted({str(it.message) for it in said if it.category.__name__ == "LspSpecificationWarning"})
    if told.error:
        trouble.append(f"pygls: {told.error}")
    return recording, trouble


def lines(recording):
    return [json.loads(it) for it in recording.read_text().splitlines()]


def judged(recording):
    seen = judge.Judge()
    seen.read(lines(recording))
    return seen


def report(name, seen, trouble):
    kinds = collections.Counter((it.method, it.why) for it in seen.violations)
    told = collections.Counter()
    for each in seen.violations:
        told[each.method, each.why] += 1
        if told[each.method, each.why] <= SHOWN and len(told) <= 40:
            print(f"  {each}")
    for sentence in trouble:
        print(f"  {sentence}")
    is_good = not seen.violations and not trouble
    print(f"{'ok' if is_good else 'FAILED'}: {name}: {seen.count} messages of the server, {len(kinds)} kinds of violations, {len(seen.seen)} methods")
    for each in {(it.method, it.path.split('[')[0], it.why): it for it in seen.of_client}.values():
        print(f"  (the client, message {each.line}: {each.method} {each.path}: {each.why})")
    return is_good


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
