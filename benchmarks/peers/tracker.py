"""Reads a tracker or server log as a short script would: two regular expressions and a dictionary.

Prints how many were allocated and freed, what is live, and how many call stacks there are. It knows no views,
processes, caches or damage: it is the yardstick for speed, not for answers.
"""
import re
import sys

ALLOCATED = re.compile(rb"DEBUG: Tracking buffer at (0x[0-9a-f]+) size=(\d+) device=(\d+)")
FREED = re.compile(rb"DEBUG: Untracking buffer at (0x[0-9a-f]+)(?: size=(\d+))? device=(\d+)")
SERVER_ALLOCATED = re.compile(rb"Allocated (\d+) bytes of \w+ on device (\d+) \(buffer_id=(\w+)")
SERVER_FREED = re.compile(rb"Freed buffer (\w+) on device (\d+)")
FRAME = re.compile(rb" (\d+)\. (.+)$")


def tracker(lines):
    live, frames, stacks = {}, {}, {}
    allocated = freed = 0
    stack, key = [], None
    for line in lines:
        found = ALLOCATED.search(line)
        if found:
            if key:
                live[key][1] = stacks.setdefault(tuple(stack), len(stacks))
            allocated += 1
            key = (found[3], found[1])
            live[key] = [int(found[2]), None]
            stack = []
            continue
        if key:
            found = FRAME.search(line)
            if found:
                stack.append(frames.setdefault(found[2], len(frames)))
                continue
        found = FREED.search(line)
        if found:
            if key:
                live[key][1] = stacks.setdefault(tuple(stack), len(stacks))
            key = None
            freed += 1
            live.pop((found[3], found[1]), None)
    return allocated, freed, sum(size for size, _ in live.values()), len(live), len(stacks)


def server(lines):
    live = {}
    allocated = freed = 0
    for line in lines:
        found = SERVER_ALLOCATED.search(line)
        if found:
            allocated += 1
            live[found[2], found[3]] = int(found[1])
            continue
        found = SERVER_FREED.search(line)
        if found:
            freed += 1
            live.pop((found[2], found[1]), None)
    return allocated, freed, sum(live.values()), len(live), 0


with open(sys.argv[2], "rb") as log:
    counts = (server if sys.argv[1] == "server" else tracker)(log)
print("%d allocated, %d freed, %d bytes in %d buffers live, %d stacks" % counts)
