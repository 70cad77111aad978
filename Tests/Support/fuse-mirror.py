"""A file system of the FUSE kind: shows a folder at another place, for reading, and sends no notice of changes.

    unshare --user --map-root-user --mount sh -c 'python3 fuse-mirror.py FOLDER PLACE [SECONDS] && exec PROGRAM'

Comes back when PLACE is mounted, and serves it until its parent ends. Its clock is so many SECONDS ahead. Speaks to /dev/fuse itself, as fuse(4) and
linux/fuse.h have it, so that no library is needed.
"""

import ctypes
import os
import select
import stat
import struct
import sys

folder, place = (os.path.abspath(word) for word in sys.argv[1:3])
ahead = int(sys.argv[3]) * 10**9 if len(sys.argv) > 3 else 0
parent = os.getppid()
device = os.open("/dev/fuse", os.O_RDWR)
options = f"fd={device},rootmode=40000,user_id=0,group_id=0".encode()
libc = ctypes.CDLL(None, use_errno=True)
if libc.mount(b"mirror", place.encode(), b"fuse", 6, options) != 0:
    sys.exit(f"{place}: {os.strerror(ctypes.get_errno())}")
if os.fork():
    os._exit(0)

paths, nodes = {1: folder}, {folder: 1}


def attributes(node):
    facts = os.lstat(paths[node])
    times = [time + ahead for time in (facts.st_atime_ns, facts.st_mtime_ns, facts.st_ctime_ns)]
    return struct.pack(
        "<6Q10I", node, facts.st_size, facts.st_blocks, *(time // 10**9 for time in times),
        *(time % 10**9 for time in times), facts.st_mode, facts.st_nlink, 0, 0, 0, 4096, 0)


def lookup(node, body):
    path = os.path.join(paths[node], os.fsdecode(body.rstrip(b"\0")))
    os.lstat(path)
    found = nodes.setdefault(path, len(nodes) + 1)
    paths[found] = path
    # Nothing is kept by the kernel: every question is asked again.
    return struct.pack("<4Q2I", found, 0, 0, 0, 0, 0) + attributes(found)


def read(node, body):
    _, offset, size = struct.unpack_from("<QQI", body)
    with open(paths[node], "rb") as file:
        file.seek(offset)
        return file.read(size)


def entries(node, body):
    _, offset, size = struct.unpack_from("<QQI", body)
    answer = b""
    for number, name in enumerate(sorted(os.listdir(os.fsencode(paths[node])))):
        if number < offset:
            continue
        kind = stat.S_IFMT(os.lstat(os.path.join(os.fsencode(paths[node]), name)).st_mode) >> 12
        entry = struct.pack("<QQII", 1, number + 1, len(name), kind) + name
        entry += b"\0" * (-len(entry) % 8)
        if len(answer) + len(entry) > size:
            break
        answer += entry
    return answer


answers = {
    1: lookup,
    3: lambda node, _: struct.pack("<QII", 0, 0, 0) + attributes(node),
    14: lambda *_: struct.pack("<QII", 0, 0, 0),
    15: read,
    17: lambda *_: struct.pack("<5Q4I", 0, 0, 0, 0, 0, 4096, 255, 4096, 0) + bytes(24),
    18: lambda *_: b"",
    26: lambda *_: struct.pack("<IIIIHHII", 7, 31, 65536, 0, 16, 12, 65536, 1).ljust(64, b"\0"),
    27: lambda *_: struct.pack("<QII", 0, 0, 0),
    28: entries,
    29: lambda *_: b"",
}
forget = {2, 36, 42}

while True:
    if not select.select([device], [], [], 1)[0]:
        if not os.path.exists(f"/proc/{parent}"):
            sys.exit()
        continue
    try:
        request = os.read(device, 1 << 17)
    except OSError:
        sys.exit()
    _, opcode, unique, node = struct.unpack_from("<IIQQ", request)
    if opcode in forget:
        continue
    error, answer = 0, b""
    try:
        answer = answers[opcode](node, request[40:]) if opcode in answers else b""
        error = 0 if opcode in answers else -38
    except OSError as problem:
        error = -problem.errno
    try:
        os.write(device, struct.pack("<IiQ", 16 + len(answer), error, unique) + answer)
    except OSError:
        pass
