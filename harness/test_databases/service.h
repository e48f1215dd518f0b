// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "test_databases/protocol.h"
#include "verify/options.h"

namespace pgstair::test_databases {

/// What the flags of a request mean. Throws UsageError for flags that there are not.
using ReadOptions = std::function<verify::Options(const std::vector<std::string>& flags)>;

/// Answers the requests of one test program until it has gone. Everything that was made for it (its
/// databases, the templates, the server) has gone when this returns.
///
/// `server_url`: of PGSTAIR_TEST_SERVER; not empty: databases are made there, unless a request
/// names another server.
void serve(Channel& channel, const ReadOptions& read_options, const std::string& server_url);

}  // namespace pgstair::test_databases
