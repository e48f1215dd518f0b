// SPDX-License-Identifier: MIT
#include "rows/seeding.h"

#include "walk/bookkeeping.h"

namespace pgstair::rows {

seed::Report fill(postgres::Session& session, const seed::Schema& schema,
                  seed::RunSettings settings) {
  seed::Options options;
  options.settings = settings;
  options.leave_alone = [](const std::string& name, const std::string& table) -> std::string {
    const bool theirs =
        walk::is_version_table({.kind = "table", .schema = name, .owner = "", .name = table});
    return theirs ? "a migration tool keeps its versions there" : "";
  };
  return seed::fill(session, options, schema);
}

}  // namespace pgstair::rows
