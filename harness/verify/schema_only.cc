// SPDX-License-Identifier: MIT
#include "verify/schema_only.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "sql/facts.h"
#include "support/text.h"

namespace pgstair::verify {

namespace {

constexpr const char* changes_rows = "rows-in-schema-only-chain";

bool block_writes(const std::string& block) {
  const std::string text = lower(block);
  const auto has = [&](std::string_view words) { return text.find(words) != std::string::npos; };
  return has("insert into ") || has("delete from ") || (has("update ") && has(" set "));
}

bool writes_rows(const sql::Statement& statement) {
  const sql::Facts facts = sql::facts(statement.text);
  using sql::StatementKind;
  switch (facts.kind) {
    case StatementKind::insert:
    case StatementKind::update:
    case StatementKind::remove:
    case StatementKind::merge:
    case StatementKind::copy:
    case StatementKind::truncate:
      return true;
    case StatementKind::code_block:
      return block_writes(statement.text);
    case StatementKind::select:
      return !facts.writes.empty();  // WITH … AS (DELETE …)
    default:
      return false;
  }
}

void add_faults_of(const chain::Revision& revision, std::vector<chain::Fault>& faults) {
  const auto* script = revision.up ? std::get_if<chain::SqlScript>(&*revision.up) : nullptr;
  if (script == nullptr) return;
  const auto found = std::ranges::find_if(script->statements, writes_rows);
  if (found == script->statements.end()) return;
  faults.push_back({changes_rows, "The upgrade changes rows", found->location, revision.id, ""});
}

}  // namespace

void heed_schema_only(bool is_wanted, chain::ReadResult& read) {
  if (!is_wanted) {
    std::erase_if(read.faults, [](const auto& fault) { return fault.code == changes_rows; });
    return;
  }
  for (const auto& revision : read.revisions) add_faults_of(revision, read.faults);
  std::erase_if(read.faults,
                [](const auto& fault) { return fault.code == "data-in-schema-revision"; });
}

}  // namespace pgstair::verify
