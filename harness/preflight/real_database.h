// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "catalog/snapshot.h"
#include "postgres/session.h"
#include "preflight/preflight.h"
#include "report/preflight.h"

namespace pgstair::preflight {

/// The real database, which nothing here can write to.
class RealDatabase {
 public:
  /// Connects and opens the one transaction. `options` must outlive this object.
  explicit RealDatabase(const PreflightOptions& options);

  postgres::Session& session() { return session_; }

  /// Puts the question's query to it: how many rows, and the keys of some.
  void answer(report::PreflightQuestion& question);

  /// The rows of a query, or why there are none: what the server refused costs nothing but that.
  struct Answer {
    postgres::Rows rows;
    std::string not_answered;
  };
  Answer ask(const std::string& sql);

 private:
  const PreflightOptions& options_;
  postgres::Session session_;
};

/// What there is in it, and the version of its server.
struct RealSchema {
  catalog::Snapshot snapshot;
  std::string server_version;
};

/// Reads the catalog, in a session of its own that nothing can write in: a look at a database in
/// use takes several transactions. Throws EnvironmentError as catalog::read_live() does.
RealSchema read_schema(const std::string& url);

}  // namespace pgstair::preflight
