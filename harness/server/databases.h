// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "postgres/connection_string.h"
#include "postgres/scratch_databases.h"
#include "postgres/session.h"

namespace pgstair::server {

/// Creates databases named `pgstair_<random>` through one maintenance session, and drops each when
/// the object that stands for it goes. A database that outlives this object is not dropped by it.
class Databases {
 public:
  struct Ways {
    /// The comment that marks a database as ours; the session then also holds an advisory lock on
    /// its name, so that another run can tell a living owner's database from a dead one's.
    std::optional<std::string> marker;
    bool keep = false;  ///< drop nothing
    /// How other programs are to connect; not set: as this one does.
    std::optional<postgres::ConnectionString> for_programs;
  };

  /// Connects to the maintenance database that `connection` names.
  Databases(const postgres::ConnectionString& connection, Ways ways);
  ~Databases();

  std::unique_ptr<postgres::ScratchDatabase> create();
  std::unique_ptr<postgres::ScratchDatabase> clone(const postgres::ScratchDatabase& source);
  std::unique_ptr<postgres::ScratchDatabase> renew(std::unique_ptr<postgres::ScratchDatabase> old,
                                                   const postgres::ScratchDatabase* source);

  postgres::Session& session();

 private:
  struct Shared;
  std::unique_ptr<postgres::ScratchDatabase> create_as(const std::string& name,
                                                       const postgres::ScratchDatabase* source);

  std::shared_ptr<Shared> shared_;
};

/// `length` random hexadecimal digits.
std::string random_hex(std::size_t length);

}  // namespace pgstair::server
