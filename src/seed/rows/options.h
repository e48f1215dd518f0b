// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "seed/cache/remembering_cache.h"
#include "seed/plan/run_settings.h"
#include "seed/schema/schema.h"

namespace pgstair::seed {

/// What is done only to be done sooner. The rows are the same without.
struct FastLoad {
  std::uint64_t bulk_from = 20'000;  ///< rows of a table: load/fast/bulk_loader.h
  /// Leads to the same database, for a session that asks what conditions say of the rows of one
  /// table while those of another are loaded: load/fast/condition_prefetch.h. Empty: there is none.
  /// Requires: what the tables depend on is committed.
  std::string prefetch_conninfo = {};
};

struct Options {
  RunSettings settings;
  /// Why a table is left alone (the version table of a migration tool); empty: it is filled.
  std::function<std::string(const std::string& schema, const std::string& table)> leave_alone;
  /// Tables that get another number of rows than the settings say.
  std::map<Oid, std::uint64_t> rows_of = {};
  /// How many rows each table gets and how they are spread; the settings' rows for tables that it
  /// does not know.
  std::shared_ptr<const Profile> profile = {};
  /// Shared by fills of one database; by itself, of this fill alone.
  std::shared_ptr<FillCache> cache = std::make_shared<RememberingCache>();
  std::optional<FastLoad> fast = FastLoad{};  ///< nothing: one table after the other, plainly
};

}  // namespace pgstair::seed
