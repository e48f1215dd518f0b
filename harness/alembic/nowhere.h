// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "postgres/connection_string.h"
#include "postgres/scratch_databases.h"

namespace pgstair::alembic {

/// What the project's code is told while only files are read. Nothing answers there, so that no
/// setting which a revision's import reads can lead to a database of the developer's.
class Nowhere : public postgres::ScratchDatabase {
 public:
  const std::string& name() const override { return name_; }
  std::string conninfo() const override {
    return postgres::ConnectionString::parse(url()).conninfo();
  }
  /// A host and a port, of which settings that are computed at import can make an address.
  std::string url() const override { return "postgresql://pgstair:none@127.0.0.1:1/" + name_; }

 private:
  std::string name_ = "pgstair_no_database";
};

}  // namespace pgstair::alembic
