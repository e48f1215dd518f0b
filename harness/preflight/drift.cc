// SPDX-License-Identifier: MIT
#include "preflight/drift.h"

#include <algorithm>
#include <optional>
#include <variant>

#include "catalog/filter.h"
#include "catalog/server_difference.h"
#include "preflight/real_database.h"
#include "rows/revision_statements.h"
#include "support/contains.h"
#include "support/errors.h"
#include "support/text.h"
#include "verify/model.h"
#include "walk/comparable.h"

namespace pgstair::preflight {

namespace {

using catalog::Change;
using catalog::ChangeKind;
using Weight = report::PreflightFact::Weight;

/// Attributes that no statement fails of.
constexpr std::string_view harmless_attributes[] = {
    "owner",      "privileges", "column_privileges",    "revoked_privileges", "comment",
    "statistics", "tablespace", "depends_on_extension", "security_label",     "options"};

/// Objects that a revision hardly ever meets without naming them, and then does not fail of.
constexpr std::string_view harmless_kinds[] = {"default privileges", "database setting", "database",
                                               "statistics", "user mapping"};

}  // namespace

bool is_harmless(const Change& change) {
  if (contains(harmless_kinds, change.identity.kind) || change.kind == ChangeKind::reordered)
    return true;
  return change.kind == ChangeKind::changed &&
         std::ranges::all_of(change.attributes, [](const catalog::AttributeChange& attribute) {
           return contains(harmless_attributes, attribute.name);
         });
}

namespace {

/// The last part of a quoted, qualified name; of a function without its arguments.
std::string bare(const std::string& name) {
  std::string text = name.substr(0, name.find('('));
  const auto dot = text.rfind('.');
  if (dot != std::string::npos) text = text.substr(dot + 1);
  return replace_all(text, "\"", "");
}

/// The table that it is or hangs on; empty if neither.
std::string table_of(const catalog::Identity& identity) {
  if (!identity.owner.empty()) return identity.owner;
  return identity.kind == "table" ? catalog::qualified_name(identity) : "";
}

/// Whether it is a view or rule whose text names the table.
bool depends_on(const Change& change, const std::string& table) {
  if (change.kind == ChangeKind::dropped) return false;
  const bool has_body = change.identity.kind == "view" ||
                        change.identity.kind == "materialized view" ||
                        change.identity.kind == "rule";
  return has_body && std::ranges::any_of(change.attributes, [&](const auto& attribute) {
           return attribute.after && has_word(*attribute.after, bare(table));
         });
}

/// What a foreign key refers to, in the words of its definition; nothing of another constraint.
std::optional<std::string> references_of(const Change& change) {
  const std::string definition = catalog::value_of(change, "definition");
  const auto references = definition.find("REFERENCES ");
  if (references == std::string::npos) return std::nullopt;
  return definition.substr(references);
}

/// Whether it is a foreign key that refers to `table`.
bool refers_to(const Change& change, const std::string& table) {
  const auto references = references_of(change);
  return references && has_word(*references, bare(table));
}

/// What a revision is about: the words of its script and, if it is code, what it changed.
class Subject {
 public:
  Subject(const chain::Revision& revision, const catalog::Difference& difference)
      : statements_(only_upgrade(revision)), difference_(difference) {
    for (const auto& change : difference_) {
      const auto table = table_of(change.identity);
      if (table.empty()) continue;
      tables_.insert(table);
      if (change.kind != ChangeKind::added) narrowed_.insert(table);
    }
  }

  bool makes(const catalog::Identity& identity) const {
    return std::ranges::any_of(difference_, [&](const Change& change) {
      return change.kind == ChangeKind::added && change.identity == identity;
    });
  }

  bool concerns(const Change& change) const {
    const catalog::Identity& identity = change.identity;
    const std::string table = table_of(identity);
    if (tables_.contains(table)) return true;
    if (!statements_.is_code()) {
      if (!table.empty() && statements_.mention(bare(table))) return true;
      if (identity.owner.empty() && identity.kind != "schema" &&
          statements_.mention(bare(identity.name)))
        return true;
    }
    return std::ranges::any_of(
        tables_, [&](const std::string& changed) { return depends_on(change, changed); });
  }

  /// Whether it drops or changes something of a table that the foreign key refers to.
  bool may_break(const Change& foreign_key) const {
    return std::ranges::any_of(
        narrowed_, [&](const std::string& table) { return refers_to(foreign_key, table); });
  }

 private:
  static chain::Revision only_upgrade(chain::Revision revision) {
    revision.down.reset();
    return revision;
  }

  rows::RevisionStatements statements_;
  const catalog::Difference& difference_;
  std::set<std::string> tables_;    ///< that it changes or makes
  std::set<std::string> narrowed_;  ///< that it drops, or of which it drops or changes something
};

std::string words(const Change& change) {
  const std::string object = to_string(change.identity);
  if (change.kind == ChangeKind::added)
    return "the database has the " + object + ", which the chain does not make";
  if (change.kind == ChangeKind::dropped)
    return "the database lacks the " + object + ", which the chain makes before";
  std::vector<std::string> parts;
  for (const auto& attribute : change.attributes) {
    if (contains(harmless_attributes, attribute.name)) continue;
    parts.push_back(attribute.name + " is " + attribute.after.value_or("not set") + ", not " +
                    attribute.before.value_or("unset"));
  }
  return "the " + object + " is not what the chain makes: " + join(parts, "; ");
}

/// Whether no upgrade fails of it: one more index that refuses nothing.
bool is_spare_index(const Change& change) {
  return change.kind == ChangeKind::added && change.identity.kind == "index" &&
         catalog::value_of(change, "unique") != "yes";
}

report::PreflightFact fact_of(const Change& change, const std::string& revision, bool is_made) {
  report::PreflightFact fact{.weight = is_spare_index(change) ? Weight::told : Weight::unknown,
                             .kind = "drift",
                             .revision = revision,
                             .object = to_string(change.identity),
                             .sentence = words(change),
                             .advice = "see pgstair drift --expected chain@REVISION"};
  if (is_made) {
    fact.weight = Weight::stops;
    fact.sentence = "the " + fact.object +
                    " is there already: what makes it fails, or with IF NOT EXISTS does nothing";
  }
  return fact;
}

/// The foreign keys of tables that the chain does not make; their tables alone are told as a
/// difference.
std::vector<Drift::Told> foreign_keys_of_others(const catalog::Snapshot& actual,
                                                const std::set<catalog::Identity>& expected) {
  std::set<std::string> known;
  for (const auto& identity : expected) known.insert(catalog::qualified_name(identity));
  std::vector<Drift::Told> result;
  for (const auto& object : actual.objects()) {
    if (object.identity.kind != "constraint" || known.contains(object.identity.owner)) continue;
    Change change{ChangeKind::added, object.identity, {}};
    for (const auto& [name, value] : catalog::attributes(object))
      change.attributes.push_back({.name = name, .before = std::nullopt, .after = value});
    if (references_of(change)) result.push_back({std::move(change), false});
  }
  return result;
}

}  // namespace

Drift::Drift(const PreflightOptions& preflight, const verify::Options& options,
             postgres::ScratchDatabases& databases, const catalog::Snapshot& recorded,
             std::string_view scratch_version) {
  catalog::Snapshot expected = recorded;
  RealSchema actual;
  try {
    actual = read_schema(preflight.url);
  } catch (const EnvironmentError& error) {
    not_read_ = error.what();
    return;
  }
  walk::make_comparable(expected, actual.snapshot, verify::read_neighbours(options, databases));
  auto difference = catalog::diff(expected, actual.snapshot);
  catalog::apply({}, difference);
  catalog::remove_server_differences(difference, scratch_version, actual.server_version);
  for (const auto& object : expected.objects()) expected_.insert(object.identity);
  for (auto& change : difference) {
    if (change.kind == ChangeKind::dropped) {
      missing_.insert(change.identity);
      if (change.identity.owner.empty())
        missing_owners_.insert(catalog::qualified_name(change.identity));
    }
    if (!is_harmless(change)) changes_.push_back({std::move(change), false});
  }
  foreign_keys_ = foreign_keys_of_others(actual.snapshot, expected_);
}

std::vector<report::PreflightFact> Drift::bearing_on(const chain::Revision& revision,
                                                     const catalog::Difference& change) {
  std::vector<report::PreflightFact> facts;
  if ((changes_.empty() && foreign_keys_.empty()) || !revision.up) return facts;
  const Subject subject(revision, change);
  for (auto& [drifted, told] : changes_) {
    if (told) continue;
    const bool is_made = drifted.kind == ChangeKind::added && subject.makes(drifted.identity);
    if (!is_made && !subject.concerns(drifted)) continue;
    facts.push_back(fact_of(drifted, revision.id, is_made));
    told = true;
  }
  for (auto& [foreign_key, told] : foreign_keys_) {
    if (told || !subject.may_break(foreign_key)) continue;
    facts.push_back(fact_of(foreign_key, revision.id, false));
    told = true;
  }
  return facts;
}

bool Drift::lacks_all(const std::vector<catalog::Identity>& identities) const {
  bool some = false;
  for (const auto& identity : identities) {
    if (!expected_.contains(identity)) continue;  // a later revision took it away
    const bool missing = missing_.contains(identity) || missing_owners_.contains(identity.owner);
    if (!missing) return false;
    some = true;
  }
  return some;
}

void Drift::tell_the_rest(report::Preflight& result) const {
  if (!not_read_.empty()) {
    result.facts.push_back(
        {.weight = Weight::unknown,
         .kind = "drift-not-seen",
         .sentence = "the schema could not be held against the chain's: " + not_read_});
    return;
  }
  const auto rest = static_cast<std::size_t>(
      std::ranges::count_if(changes_, [](const Told& each) { return !each.told; }));
  if (rest != 0) {
    result.facts.push_back({.weight = Weight::told,
                            .kind = "drift-elsewhere",
                            .sentence = counted(rest, "difference") +
                                        " from what the chain makes " + (rest == 1 ? "is" : "are") +
                                        " in nothing that a pending revision names",
                            .advice = "pgstair drift tells them"});
  }
  result.looked_at.push_back("the schema");
}

}  // namespace pgstair::preflight
