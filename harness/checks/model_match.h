// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "catalog/snapshot.h"
#include "walk/check.h"

namespace pgstair::checks {

/// The desired schema, as far as the team has written it down.
struct Model {
  std::optional<catalog::Snapshot> snapshot;
  std::string server_version;  ///< that the snapshot was read on: "15.20"
  /// It is a database in use: others have things there too, and another role may own the tables.
  bool is_live = false;
  std::set<catalog::Identity> neighbours;  ///< left out of a live one; in others they are the same
  std::string not_loaded;                  ///< why there is no snapshot
  std::vector<report::Finding> findings;   ///< of loading it
  /// The model is code that knows tables and what they are made of (SQLAlchemy's metadata). What it
  /// has no words for, it does not deny: a trigger that only the chain makes is a note.
  bool knows_only_tables = false;
  std::set<catalog::Identity> left_out;  ///< what the team keeps out of the comparison
};

/// Loads the model for a comparison with the catalog at head, which says what extensions there are.
using LoadModel = std::function<Model(const catalog::Snapshot& head)>;

/// The catalog at head is the one that the model describes.
class ModelMatch : public walk::ChainCheck {
 public:
  explicit ModelMatch(LoadModel load);
  std::string_view name() const override { return "model"; }
  walk::CheckOutcome judge(const walk::ChainRecord& record) override;

 private:
  LoadModel load_;
};

}  // namespace pgstair::checks
