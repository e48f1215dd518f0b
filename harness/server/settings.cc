// SPDX-License-Identifier: MIT
#include "server/settings.h"

namespace pgstair::server {

std::string cluster_settings() {
  return R"(
# Nothing here has to survive a crash.
fsync = off
full_page_writes = off
synchronous_commit = off

# What a migration may ask of a server: CREATE PUBLICATION warns below wal_level logical, and
# PREPARE TRANSACTION fails without room for it.
wal_level = logical
max_wal_senders = 0
max_replication_slots = 4
max_prepared_transactions = 8

# Small and quick to start. Shared memory lives in the data directory, so that it goes with it.
max_connections = 50
# A baseline that makes thousands of tables in one transaction locks each of them and its indexes.
max_locks_per_transaction = 1024
shared_buffers = 64MB
dynamic_shared_memory_type = mmap
max_wal_size = 256MB
checkpoint_timeout = 1h

# Nothing happens by itself, and the same statement does the same thing everywhere.
autovacuum = off
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
)";
}

}  // namespace pgstair::server
