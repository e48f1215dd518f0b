// SPDX-License-Identifier: MIT
#include "walk/skipped_creations.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "sql/creation.h"
#include "sql/script.h"
#include "sql/words.h"
#include "support/contains.h"
#include "support/text.h"
#include "walk/script_runner.h"
#include "walk/sequences.h"
#include "walk/tentative_transaction.h"

namespace pgstair::walk {

namespace {

using GuardedKind = sql::GuardedCreation::Kind;

/// What does not make another thing of it.
constexpr std::string_view passing_attributes[] = {
    "owner",      "privileges", "column_privileges", "comment", "security_label",
    "statistics", "last_value", "is_called",         "owned_by"};

std::string kind_of(GuardedKind kind) {
  switch (kind) {
    case GuardedKind::table:
      return "table";
    case GuardedKind::column:
      return "column";
    case GuardedKind::index:
      return "index";
    case GuardedKind::sequence:
      return "sequence";
    case GuardedKind::materialized_view:
      return "materialized view";
  }
  return {};
}

/// Whether a name that a statement gives, perhaps without a schema, is this one.
bool is_named(const catalog::Identity& identity, const sql::GuardedCreation& creation) {
  if (identity.kind != kind_of(creation.kind) ||
      identity.name != sql::quote_identifier(creation.name.name))
    return false;
  const std::string& schema =
      creation.kind == GuardedKind::column ? creation.table.schema : creation.name.schema;
  if (!schema.empty() && identity.schema != sql::quote_identifier(schema)) return false;
  return creation.kind != GuardedKind::column ||
         identity.owner.ends_with("." + sql::quote_identifier(creation.table.name));
}

std::optional<catalog::Identity> find(const catalog::Snapshot& snapshot,
                                      const sql::GuardedCreation& creation) {
  for (const auto& root : snapshot.roots()) {
    for (const auto& object : *root.objects) {
      if (is_named(object.identity, creation)) return object.identity;
    }
  }
  return std::nullopt;
}

/// It and, of a table, its columns and constraints.
catalog::Snapshot part_of(const catalog::Snapshot& snapshot, const catalog::Identity& identity) {
  std::vector<catalog::Object> objects;
  const std::string name = catalog::qualified_name(identity);
  for (const auto& root : snapshot.roots()) {
    for (const auto& object : *root.objects) {
      const bool hangs_on =
          identity.owner.empty() && object.identity.owner == name &&
          (object.identity.kind == "column" || object.identity.kind == "constraint");
      if (hangs_on || object.identity == identity) objects.push_back(object);
    }
  }
  return catalog::snapshot_of(std::move(objects));
}

std::string drop_of(const catalog::Identity& identity) {
  if (identity.kind == "column")
    return "ALTER TABLE " + identity.owner + " DROP COLUMN " + identity.name + " CASCADE";
  return "DROP " + identity.kind + " " + identity.schema + "." + identity.name + " CASCADE";
}

/// CREATE INDEX CONCURRENTLY as it may run within a transaction.
sql::Statement not_concurrently(sql::Statement statement) {
  sql::Words words(statement.text);
  for (std::string word = words.next(); !word.empty() && word != "on"; word = words.next()) {
    if (word != "concurrently") continue;
    statement.text.replace(words.offset() - word.size(), word.size(), "");
    break;
  }
  return statement;
}

/// What `script` makes of the object where it is not there; nothing if it fails.
std::optional<catalog::Snapshot> made_by(WalkDatabase& database, const chain::SqlScript& script,
                                         const catalog::Identity& identity) {
  if (!rollable(chain::Script(script))) return std::nullopt;
  chain::SqlScript drop{script.file, {{drop_of(identity), {}}}, chain::Transactions::one};
  TentativeTransaction transaction(database.scripts());
  if (!transaction.run(drop).ok() || !transaction.run(script).ok()) return std::nullopt;
  return part_of(database.snapshot(catalog::InTransaction::yes), identity);
}

}  // namespace

CreationsToSkip::CreationsToSkip(WalkDatabase& database, const chain::Revision& revision,
                                 const catalog::Snapshot& before)
    : before_(before) {
  const auto* script = chain::sql_of(revision.up);
  if (script == nullptr) return;
  for (const auto& statement : script->statements) {
    if (lower(statement.text).find("exists") == std::string::npos) continue;
    for (const auto& creation : sql::guarded_creations(statement.text)) {
      const auto identity = find(before, creation);
      if (!identity) continue;
      auto made = made_by(database, *script, *identity);
      const bool alone = !made;
      if (alone) {
        made = made_by(database,
                       {script->file, {not_concurrently(statement)}, chain::Transactions::one},
                       *identity);
      }
      if (made) made_.push_back({*identity, statement.location, std::move(*made), alone});
      put_back_sequences(database, before);  // no ROLLBACK does that
    }
  }
}

std::vector<SkippedCreation> CreationsToSkip::compare(const catalog::Snapshot& after) const {
  std::vector<SkippedCreation> result;
  for (const auto& [identity, location, as_made, alone] : made_) {
    auto difference = catalog::diff(part_of(alone ? before_ : after, identity), as_made);
    for (auto& change : difference) {
      if (change.kind != catalog::ChangeKind::changed) continue;
      std::erase_if(change.attributes, [](const catalog::AttributeChange& attribute) {
        return contains(passing_attributes, attribute.name);
      });
    }
    std::erase_if(difference, [](const catalog::Change& change) {
      return change.kind == catalog::ChangeKind::reordered ||
             (change.kind == catalog::ChangeKind::changed && change.attributes.empty());
    });
    if (!difference.empty()) result.push_back({identity, location, std::move(difference)});
  }
  return result;
}

}  // namespace pgstair::walk
