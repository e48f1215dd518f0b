// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "postgres/connection_string.h"
#include "postgres/scratch_databases.h"

namespace pgstair::probe {

/// A database that somebody else made, and removes.
class GivenDatabase : public postgres::ScratchDatabase {
 public:
  explicit GivenDatabase(const postgres::ConnectionString& connection)
      : connection_(connection), name_(connection.get("dbname").value_or("")) {}
  const std::string& name() const override { return name_; }
  std::string conninfo() const override { return connection_.conninfo(); }
  std::string url() const override { return connection_.url(); }

 private:
  postgres::ConnectionString connection_;
  std::string name_;
};

}  // namespace pgstair::probe
