// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "walk/check.h"

namespace pgstair::checks {

/// `[[expect]]`: right after a revision's upgrade this query returns these rows.
struct Expectation {
  std::string query;
  std::vector<std::vector<std::optional<std::string>>> rows;
  Location location;
};

/// By revision id, in the order in which the walk asks.
using ExpectationsByRevision = std::map<std::string, std::vector<Expectation>>;

/// The team's queries return what the team expects, and its fixtures load.
class Expectations : public walk::RevisionCheck {
 public:
  explicit Expectations(ExpectationsByRevision expected) : expected_(std::move(expected)) {}
  std::string_view name() const override { return "expectations"; }
  walk::CheckOutcome judge(const walk::RevisionRecord& record) override;

 private:
  ExpectationsByRevision expected_;
};

}  // namespace pgstair::checks
