// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "postgres/session.h"
#include "preflight/real_database.h"
#include "report/preflight.h"

namespace pgstair::preflight {

/// The tables of a database and their columns, by what stays when they are renamed.
struct TableNames {
  struct Table {
    std::string name;  ///< schema.table, quoted where needed
    std::map<int, std::string> columns;
  };
  std::map<std::uint32_t, Table> tables;
};

TableNames read_table_names(postgres::Session& session);

/// Tells what a revision drops that has rows or values in the real database. `recorded`: what the
/// scratch database has where the real one stands, which names things as the real one does.
std::vector<report::PreflightFact> dropped_rows(RealDatabase& real, std::uint64_t most_rows,
                                                const std::string& revision,
                                                const TableNames& recorded,
                                                const TableNames& before, const TableNames& after);

}  // namespace pgstair::preflight
