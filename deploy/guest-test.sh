#!/bin/bash
echo hello; ps aux | head; systemctl --failed; systemctl cat claimwatch | tail -3; journalctl --version | head -1
exit 3
