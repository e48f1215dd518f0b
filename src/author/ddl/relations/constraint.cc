// SPDX-License-Identifier: MIT
#include "author/ddl/relations/constraint.h"

#include <algorithm>
#include <array>

#include "author/ddl/object/layout.h"
#include "author/ddl/object/names.h"
#include "author/ddl/relations/column.h"
#include "author/ddl/relations/partition.h"
#include "author/ddl/relations/writers.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::author {

namespace {

constexpr std::size_t longest_clause = 95;

constexpr std::array<std::string_view, 6> order_of_types{"primary key", "unique", "exclusion",
                                                         "foreign key", "check",  "not null"};

std::size_t place_of(const Entry& constraint) {
  return static_cast<std::size_t>(std::ranges::find(order_of_types, constraint["type"]) -
                                  order_of_types.begin());
}

/// "CHECK ((a > 0)) NO INHERIT" → "CHECK (a > 0) NO INHERIT"
std::string short_check(const std::string& definition) {
  static constexpr std::string_view check = "CHECK ";
  if (!definition.starts_with("CHECK (")) return definition;
  std::string rest = definition.substr(check.size());
  for (const char* word : {" NOT VALID", " NOT ENFORCED", " NO INHERIT"}) {
    const std::string end = word;
    if (rest.ends_with(end)) {
      return short_check(definition.substr(0, definition.size() - end.size())) + end;
    }
  }
  return std::string(check) + "(" + without_parentheses(rest) + ")";
}

/// With what the server's text leaves out, of the index of a key: its options and tablespace.
std::string definition_with_index(const Entry& constraint) {
  const std::string& definition = constraint["definition"];
  std::string of_index;
  if (constraint.has("index_options")) {
    of_index += " WITH (" + join(assignments(options_of(constraint["index_options"])), ", ") + ")";
  }
  if (constraint.has("index_tablespace")) {
    of_index += " USING INDEX TABLESPACE " + constraint["index_tablespace"];
  }
  if (of_index.empty()) return short_check(definition);
  Cut cut = cut_before(definition, "where");
  if (cut.tail.empty()) cut = cut_before(definition, "deferrable");
  return cut.head + of_index + (cut.tail.empty() ? "" : " " + cut.tail);
}

/// "(id)" of a primary key or unique constraint; empty for others.
std::string key_of(const Entry& constraint) {
  for (const std::string_view words : {"PRIMARY KEY ", "UNIQUE "}) {
    if (constraint["definition"].starts_with(words)) {
      return constraint["definition"].substr(words.size());
    }
  }
  return "";
}

bool repeats_another(const Entry& constraint, const Context& context) {
  const std::string key = key_of(constraint);
  if (key.empty() || constraint["type"] == "primary key") return false;
  const auto all = context.objects.parts("constraint", constraint.identity.owner);
  return std::ranges::any_of(all, [&](const Entry* other) {
    const bool comes_first =
        place_of(*other) < place_of(constraint) ||
        (place_of(*other) == place_of(constraint) && other->identity < constraint.identity);
    return comes_first && key_of(*other) == key;
  });
}

/// Whether it is inherited from a table that does not have it any more.
bool is_orphaned(const Entry& constraint, const Entry& table, const Context& context) {
  return constraint["local"] == "no" && constraint["type"] == "check" &&
         std::ranges::none_of(parents_of(table), [&](const std::string& parent) {
           const auto others = context.objects.parts("constraint", parent);
           return std::ranges::any_of(others, [&](const Entry* other) {
             return other->identity.name == constraint.identity.name;
           });
         });
}

}  // namespace

std::string constraint_clause(const Entry& constraint) {
  std::string clause =
      "CONSTRAINT " + constraint.identity.name + " " + definition_with_index(constraint);
  if (clause.size() <= longest_clause || constraint["type"] != "foreign key") return clause;
  const auto [columns, referred] = cut_before(clause, "references");
  return columns + "\n        " + referred;
}

bool fits_in_table(const Entry& constraint, const Context& context) {
  return !constraint["definition"].ends_with(" NOT VALID") && !repeats_another(constraint, context);
}

bool is_inherited(const Entry& constraint, const Context& context) {
  const Entry* table = context.objects.find_table(constraint.identity.owner);
  if (table == nullptr) return false;
  if (constraint.has("index_parent")) return is_made_by_parent(constraint, context);
  if (constraint["local"] != "no" || is_orphaned(constraint, *table, context)) return false;
  const auto how = inheritance_of(*table, context);
  return how == Inheritance::partition || how == Inheritance::inherits || !table->added;
}

std::vector<const Entry*> constraints_in_order(const Entry& table, const Context& context) {
  auto constraints = context.objects.parts("constraint", table.name());
  std::ranges::stable_sort(constraints, {}, [](const Entry* entry) { return place_of(*entry); });
  return constraints;
}

void write_index_statistics(const Entry& index, const std::string& targets, Written& written) {
  if (targets.empty()) return;
  for (const auto target : split(targets, ',')) {
    const auto words = split(trim(target), ' ');  // "column 2: 100"
    written.add("ALTER INDEX " + index.identity.schema + "." + index.identity.name +
                " ALTER COLUMN " + std::string(words[1].substr(0, words[1].size() - 1)) +
                " SET STATISTICS " + std::string(words[2]) + ";");
  }
}

void write_constraint_settings(const Entry& constraint, const Context& context, Written& written) {
  const Entry* table = context.objects.find_table(constraint.identity.owner);
  if (table != nullptr && is_orphaned(constraint, *table, context)) {
    written.problems.emplace_back("it is inherited from a table that does not have it any more");
  }
  if (may_be_taken_for_another(constraint, context)) {
    written.problems.emplace_back("which of two like it belongs to the partitioned table's");
  }
  if (is_made_under_another_name(constraint, context)) {
    written.problems.emplace_back("the server gives it another name");
  }
  write_index_statistics(constraint, constraint["index_statistics"], written);
  if (constraint.has("index_comment")) {
    written.add("COMMENT ON INDEX " + constraint.identity.schema + "." + constraint.identity.name +
                " IS " + sql::quote_literal(constraint["index_comment"]) + ";");
  }
  if (constraint.has("index_depends_on_extension")) {
    written.add("ALTER INDEX " + constraint.identity.schema + "." + constraint.identity.name +
                " DEPENDS ON EXTENSION " + constraint["index_depends_on_extension"] + ";");
  }
  if (constraint.has("triggers")) {
    written.problems.push_back("the state of its triggers: " + constraint["triggers"]);
  }
  if (constraint["index_valid"] == "no") written.problems.emplace_back("its index is not valid");
}

void write_uses_of_index(const Entry& index, const Context& context, Written& written) {
  const Entry* relation = context.objects.find_root(index.root);
  if (relation == nullptr || !relation->added) return;
  const bool table = relation->identity.kind == "table";
  const std::string alter =
      (table ? "ALTER TABLE ONLY " : "ALTER MATERIALIZED VIEW ") + relation->name();
  if ((*relation)["clustered_on"] == index.identity.name) {
    written.add(alter + " CLUSTER ON " + index.identity.name + ";");
  }
  if ((*relation)["replica_identity"] == "index " + index.identity.name) {
    written.add(alter + " REPLICA IDENTITY USING INDEX " + index.identity.name + ";");
  }
}

void write_constraint(const Entry& constraint, const Context& context, Written& written) {
  if (!is_inherited(constraint, context)) {
    written.add("ALTER TABLE " + constraint.identity.owner + "\n    ADD " +
                constraint_clause(constraint) + ";");
  }
  write_constraint_settings(constraint, context, written);
  write_uses_of_index(constraint, context, written);
}

}  // namespace pgstair::author
