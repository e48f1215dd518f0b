// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "explain/standing.h"
#include "explain/tools/tool.h"
#include "report/explanation.h"

namespace pgstair::explain {

/// Puts into words where a database stands, and how to go on. `scratch` is used to try what is
/// advised.
class Account {
 public:
  Account(const Standing& standing, const Tool& tool, const verify::Options& options,
          source::ChainDatabase& scratch)
      : standing_(standing), tool_(tool), options_(options), scratch_(scratch) {}

  report::Explanation give();

 private:
  // One for each thing that there can be to say; give() chooses.
  void not_read();
  void running();
  void partly_applied();
  void partly_there();
  void skipped();
  void differs();
  void to_rebuild();
  void no_version_table();
  void unknown_versions();
  void marked_failed();
  void not_noted();
  void only_noted();
  void in_order();
  void in_order_so_far();

  void verdict(const std::string& kind, const std::string& sentence);
  void say_what_is_noted();
  void say_what_differs(const Match& match, const std::string& from);
  void say_what_was_not_seen();

  /// What makes the version table say that the first `applied` of the order are applied, and
  /// applies the rest.
  void go_on_from(std::size_t applied);
  void build_again();
  void drop_left_over();
  /// Of what stamping these does not do.
  void warn_of_rows(std::size_t from, std::size_t to);
  void warn_of_the_cause();

  const chain::Revision& revision(std::size_t place) const;
  /// Some of them, and how many more there are.
  static std::string names_of(const std::vector<catalog::Identity>& identities);
  std::string id_of_state(std::size_t state) const;
  std::string ids(std::size_t from, std::size_t to) const;
  std::string failed_name() const;
  /// The revision that makes an object of the nearest state.
  std::optional<std::string> maker_of(const catalog::Identity& identity) const;
  std::vector<std::size_t> first(std::size_t applied) const;
  std::vector<std::size_t> pending_after(std::size_t applied) const;

  const Standing& standing_;
  const Tool& tool_;
  const verify::Options& options_;
  source::ChainDatabase& scratch_;
  report::Explanation told_;
};

}  // namespace pgstair::explain
