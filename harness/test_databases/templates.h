// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/surroundings.h"
#include "source/chain_database.h"
#include "test_databases/servers.h"
#include "verify/options.h"
#include "walk/checkpoints.h"

namespace pgstair::test_databases {

/// Rows that a database is to have besides those that its revisions make.
struct SeededRows {
  std::uint64_t rows = 0;  ///< for each table; 0: none
  std::uint64_t seed = 1;

  friend auto operator<=>(const SeededRows&, const SeededRows&) = default;
};

/// A database that is there to be copied.
struct Template {
  walk::Checkpoints::SavedState state;
  std::string not_filled = {};  ///< tables that got fewer rows than were asked for, a line each
  std::uint64_t last_use = 0;   ///< counts uses of all templates
};

/// The template databases of one chain, in its surroundings. Each is made when it is first asked
/// for, from the nearest one below it. The ones that were used last stay: each takes several MB of
/// what is usually memory.
class Templates {
 public:
  /// `servers` must outlive this object. Throws EnvironmentError if there is no server to be had.
  Templates(Servers& servers, verify::Options options);

  /// A state of the chain, or the model.
  struct Wanted {
    std::string title;                    ///< "chain@0007_add_email", "model"
    std::optional<std::size_t> revision;  ///< its position, if it is one
    std::vector<std::size_t> applied;     ///< positions, ascending
    bool model = false;
  };

  /// What `name` means: a revision (0007, head, head-1), or `model`. Throws UsageError.
  Wanted at(const std::string& name);
  /// All that the revision builds on, without itself. Throws UsageError, also for what is none.
  Wanted before(const std::string& name);

  /// The database, until the next call. Throws UsageError with the place and the server's words if
  /// it cannot be made; then all are made anew when they are next asked for.
  const Template& find(const Wanted& wanted, SeededRows seeded);

  const chain::Chain& chain() { return walked().chain(); }
  /// What runs the chain's scripts, if they are code; null otherwise.
  std::unique_ptr<walk::ScriptProgram> make_program();
  /// Where copies come from.
  postgres::ScratchDatabases& databases() { return databases_; }
  const verify::Options& options() const { return options_; }

 private:
  using Positions = std::vector<std::size_t>;
  struct Key {
    bool model = false;
    Positions applied;
    SeededRows seeded;

    friend auto operator<=>(const Key&, const Key&) = default;
  };

  source::ChainDatabase& walked();
  Template made(const Wanted& wanted, SeededRows seeded);
  Template made_by_chain(const Positions& wanted);
  Template made_from_model();
  Template filled(const Template& bare, SeededRows seeded);
  void drop_oldest();
  void go_to_nearest(const Positions& wanted);

  verify::Options options_;
  server::PreparedDatabases databases_;
  std::optional<source::ChainDatabase> walked_;
  std::map<Key, Template> templates_;
  std::uint64_t uses_ = 0;
};

}  // namespace pgstair::test_databases
