// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "postgres/connection_string.h"
#include "postgres/scratch_databases.h"
#include "postgres/session.h"

namespace pgstair::server {

/// A name that no other database has: `pgstair_` and two hexadecimal numbers, a random one and one
/// that follows from it and from the maintenance database. So the name alone tells, from the moment
/// at which there is such a database, that it is ours and through which database it is owned.
std::string scratch_name(const std::string& maintenance_database);

/// Whether the name is one by scratch_name(), and not merely alike.
bool is_scratch_name(const std::string& name, const std::string& maintenance_database);

/// Creates databases with names by scratch_name() through one maintenance session, and drops each
/// when the object that stands for it goes. A database that outlives this object is not dropped by
/// it.
class Databases {
 public:
  struct Ways {
    /// The server is somebody else's: a comment tells people whose the database is, and the session
    /// holds an advisory lock on its name before it is there, so that another run can tell a living
    /// owner's database from a dead one's.
    bool is_shared = false;
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

/// Waits, a second at most, until nobody but `session` is connected to the database of that name. A
/// session that was closed a moment ago may still be leaving; this looks every millisecond.
void await_end_of_others(postgres::Session& session, const std::string& name);

/// `length` random hexadecimal digits.
std::string random_hex(std::size_t length);

}  // namespace pgstair::server
