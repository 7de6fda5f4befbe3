"""Checks ``PORT`` before anything slow begins: ``PORT=8000 python3 tools/port.py``. Needs nothing but Python."""

import errno
import os
import socket
import sys

HOST = "127.0.0.1"


def chosen():
    """Out: the port as a number. Ends the program with one line where it is none, or cannot be had."""
    text = os.environ.get("PORT", "").strip() or "8000"
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and 0 < int(text) < 65536):
        sys.exit("ERROR: PORT must be a number from 1 to 65535, not %.40r. For example: make run PORT=8001" % text)
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EACCES:
                sys.exit("ERROR: Port %d is reserved for the administrator. For example: make run PORT=8001" % port)
            sys.exit("ERROR: Port %d is already in use. Choose another one: make run PORT=%d" % (port, free_port()))
    return port


def free_port():
    """Out: the first free port above 8000."""
    for port in range(8001, 8100):
        with socket.socket() as probe:
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    return 9000


if __name__ == "__main__":
    chosen()
