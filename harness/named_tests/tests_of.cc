// SPDX-License-Identifier: MIT
#include <set>
#include <variant>

#include "alembic/listing.h"
#include "chain/chain.h"
#include "chain/read.h"
#include "named_tests/named_tests.h"
#include "support/errors.h"
#include "verify/check_context.h"
#include "verify/verify.h"

namespace pgstair::named_tests {

namespace {

Location beginning_of(const chain::Script& script) {
  if (const auto* sql = std::get_if<chain::SqlScript>(&script))
    return sql->statements.empty() ? Location{sql->file, 1} : sql->statements.front().location;
  if (const auto* program = std::get_if<chain::ProgramScript>(&script)) return program->location;
  return std::get<chain::CommandScript>(script).location;
}

Location place_of(const chain::Revision& revision) {
  const Location place = revision.up ? beginning_of(*revision.up) : Location{revision.file, 1};
  return place.file.empty() ? Location{revision.file, 1} : place;
}

/// In the order of the walk; what the graph leaves out comes last, so that it is a test that fails.
std::vector<chain::Revision> in_order(const chain::ReadResult& read) {
  std::vector<chain::Fault> told_by_the_walk;
  const auto chain = chain::Chain::build(read.revisions, told_by_the_walk);
  std::vector<chain::Revision> ordered(chain.revisions().begin(), chain.revisions().end());
  std::set<std::string> known;
  for (const auto& revision : ordered) known.insert(revision.id);
  for (const auto& revision : read.revisions) {
    if (known.insert(revision.id).second) ordered.push_back(revision);
  }
  return ordered;
}

/// Without a server.
chain::ReadResult list_revisions(const verify::Options& options) {
  if (!options.commands && verify::is_alembic(options)) {
    if (auto listed = alembic::list_revisions(verify::alembic_project(options))) return *listed;
  }
  return verify::read_chain(options);
}

/// Adds tests under names that no other has: a revision may be called like a check.
class Tests {
 public:
  void add(NamedTest test) {
    while (!names_.insert(test.name).second) test.name += " (revision)";
    tests_.push_back(std::move(test));
  }
  std::vector<NamedTest> take() { return std::move(tests_); }

 private:
  std::set<std::string> names_;
  std::vector<NamedTest> tests_;
};

}  // namespace

Each each_named(const std::string& name) {
  if (name == "chain") return Each::chain;
  if (name == "revision") return Each::revision;
  if (name == "check") return Each::check;
  throw UsageError("a test is a chain, a revision or a check, not a '" + name + "'");
}

std::vector<NamedTest> tests_of(const verify::Options& options, Each each) {
  // Also where its revisions are no tests: a chain that cannot be read has none at all.
  const chain::ReadResult read = list_revisions(options);
  const Location whole{options.chain.string()};
  Tests tests;
  if (each == Each::chain) {
    tests.add({"chain", "", "", whole});
    return tests.take();
  }
  const verify::CheckNames checks = verify::check_names(options, read.format);
  tests.add({structure, "", structure, whole});
  for (const auto& check : checks.of_chain) tests.add({check, "", check, whole});
  for (const auto& revision : in_order(read)) {
    const Location place = place_of(revision);
    if (each == Each::revision) {
      tests.add({revision.id, revision.id, "", place});
      continue;
    }
    for (const auto& check : checks.of_revisions)
      tests.add({revision.id + "." + check, revision.id, check, place});
  }
  return tests.take();
}

}  // namespace pgstair::named_tests
