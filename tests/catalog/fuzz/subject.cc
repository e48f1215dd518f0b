// SPDX-License-Identifier: MIT
#include "catalog/fuzz/subject.h"

#include <set>
#include <utility>

#include "catalog/fuzz/dump_blocks.h"
#include "catalog/read/whole_read.h"
#include "support/errors.h"

namespace pgstair::catalog::fuzz {

namespace {

/// What we see and `pg_dump --schema-only` does not show, by kind and attribute.
bool is_beyond_pg_dump(const Identity& identity, const std::string& attribute) {
  static const std::set<std::pair<std::string, std::string>> beyond = {
      {"sequence", "last_value"},          // data, for pg_dump
      {"sequence", "is_called"},           // data, for pg_dump
      {"materialized view", "populated"},  // data, for pg_dump
      {"constraint", "triggers"},          // pg_dump leaves out internal triggers
  };
  return beyond.contains({identity.kind, attribute});
}

/// Whether the object, which `snapshot` has, is a child by INHERITS or a column that such a child
/// has from its parent.
bool is_inherited(const Snapshot& snapshot, const Identity& identity) {
  for (const auto& object : snapshot.objects()) {
    if (object.identity == identity) {
      return attributes(object).contains(identity.kind == "table" ? "inherits" : "local");
    }
  }
  return false;
}

/// What pg_dump shows of some children and not of others. It writes CREATE TABLE … INHERITS with
/// what the child adds, and that does not always bring the same table back:
///
/// - NOT NULL, which a child can do without though its parent has it (before 18)
/// - the order of columns, if the child's own came before inherited ones, as they do when the
///   parent's column of the same name was dropped
bool may_be_beyond_pg_dump(const Snapshot& snapshot, const Change& change) {
  const bool of_note =
      change.kind == ChangeKind::reordered
          ? change.identity.kind == "table"
          : change.kind == ChangeKind::changed && change.identity.kind == "column" &&
                change.attributes.size() == 1 && change.attributes[0].name == "not_null";
  return of_note && is_inherited(snapshot, change.identity);
}

Difference without_what_is_beyond_pg_dump(const Difference& difference) {
  Difference result;
  for (Change change : difference) {
    if (change.kind == ChangeKind::changed) {
      std::erase_if(change.attributes, [&](const AttributeChange& attribute) {
        return is_beyond_pg_dump(change.identity, attribute.name);
      });
      if (change.attributes.empty()) continue;
    }
    result.push_back(std::move(change));
  }
  return result;
}

}  // namespace

Subject::Subject() : Subject(test_databases().create()) { refresh(); }

Subject::Subject(std::unique_ptr<postgres::ScratchDatabase> database)
    : database_(std::move(database)), session_(database_->conninfo()) {}

Subject Subject::copy() {
  session_.reset();  // a database that is copied must have no sessions
  Subject result(test_databases().clone(*database_));
  session_.emplace(database_->conninfo());
  result.history_ = history_;
  result.dump_ = dump_;
  result.stale_ = stale_;
  result.read();
  return result;
}

void Subject::apply(std::size_t step, const std::string& sql) {
  if (postgres::failure(session_->try_execute(sql)) != nullptr) return;
  history_.push_back({step, sql});
  stale_ = true;
}

bool Subject::would_accept(const std::string& sql) {
  const std::string attempt = "BEGIN; " + sql + "; ROLLBACK";
  const bool accepted = postgres::failure(session_->try_execute(attempt)) == nullptr;
  if (!accepted) session_->execute("ROLLBACK");
  return accepted;
}

void Subject::read() { snapshot_ = reader_.read(*session_, InTransaction::no); }

bool Subject::refresh() {
  if (!std::exchange(stale_, false)) return false;
  read();
  dump_ = canonical_dump(pg_dump_script(*database_));
  ensure(dump_.find("-- Name:") != std::string::npos || dump_.empty(), dump_.c_str());
  return true;
}

std::string Subject::misreading() {
  const Snapshot whole = read_whole(*session_);
  if (whole.objects() == snapshot_.objects()) return "";
  return "incremental against whole:\n" + outline(diff(snapshot_, whole));
}

Comparison compare(const Subject& one, const Subject& other) {
  Comparison result;
  result.difference = without_what_is_beyond_pg_dump(diff(one.snapshot(), other.snapshot()));
  result.equal_for_pg_dump = one.dump() == other.dump();
  result.pg_dump_may_tell_more = std::erase_if(result.difference, [&](const Change& change) {
                                   return may_be_beyond_pg_dump(one.snapshot(), change);
                                 }) > 0;
  return result;
}

}  // namespace pgstair::catalog::fuzz
