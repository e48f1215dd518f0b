// SPDX-License-Identifier: MIT
// The tree's node for a statement is looked up in a table; a node that is in none is unknown.
#include "sql/facts.h"

#include <map>
#include <string>

#include "sql/definition_facts.h"
#include "sql/tree.h"

namespace pgstair::sql {

namespace {

using Describe = void (*)(const Tree& content, Facts& facts);

Facts facts_of_node(const Tree& node);

/// Of a statement that touches nothing, for others to add to.
Facts of_nothing(StatementKind kind) {
  Facts facts;
  facts.kind = kind;
  facts.may_read_rows = facts.may_write_rows = facts.may_validate_rows = false;
  facts.may_change_session = facts.runs_code = false;
  return facts;
}

/// Anything may come of it; the names stay.
void may_do_anything(Facts& facts) {
  facts.may_read_rows = facts.may_write_rows = facts.may_validate_rows = true;
  facts.may_change_session = facts.runs_code = true;
}

/// A query, wherever it stands. A view or a trigger may change the session, too.
void describe_query(const Tree& content, Facts& facts) {
  NamesInTree names = names_in(content);
  facts.may_read_rows = facts.may_read_rows || !names.reads.empty();
  facts.may_write_rows = facts.may_write_rows || !names.writes.empty();
  facts.reads.merge(names.reads);
  facts.writes.merge(names.writes);
  facts.creates.merge(names.into);
  facts.calls.merge(names.calls);
  if (!facts.calls.empty()) may_do_anything(facts);
  facts.may_change_session = facts.may_change_session || facts.may_touch_rows();
}

void describe_select(const Tree& content, Facts& facts) {
  describe_query(content, facts);
  facts.kind = facts.creates.empty() ? StatementKind::select : StatementKind::create_table_as;
}

/// A statement that writes to its `relation`.
template <StatementKind kind>
void describe_write(const Tree& content, Facts& facts) {
  facts.kind = kind;
  facts.writes.insert(relation_name(member(content, "relation")));
  facts.may_read_rows = facts.may_write_rows = true;
  describe_query(content, facts);
}

void describe_copy(const Tree& content, Facts& facts) {
  facts.kind = StatementKind::copy;
  const bool to_table = flag_member(content, "is_from");
  if (const Tree& table = member(content, "relation"); !table.is_null())
    (to_table ? facts.writes : facts.reads).insert(relation_name(table));
  (to_table ? facts.may_write_rows : facts.may_read_rows) = true;
  describe_query(content, facts);
}

void describe_truncate(const Tree& content, Facts& facts) {
  facts.kind = StatementKind::truncate;
  facts.writes = names_in(content).reads;
  facts.may_write_rows = facts.may_change_session = true;
}

void describe_create_table_as(const Tree& content, Facts& facts) {
  const bool is_view = text_member(content, "objtype") == "OBJECT_MATVIEW";
  facts.kind = is_view ? StatementKind::materialized_view : StatementKind::create_table_as;
  const Tree& into = member(content, "into");
  facts.creates.insert(relation_name(member(into, "rel")));
  const Tree& query = member(content, "query");
  if (!member(query, "ExecuteStmt").is_null()) return may_do_anything(facts);
  if (flag_member(into, "skipData")) {
    facts.reads = names_in(query).reads;
  } else {
    describe_query(query, facts);
  }
}

void describe_refresh(const Tree& content, Facts& facts) {
  facts.kind = StatementKind::materialized_view;
  const Name view = relation_name(member(content, "relation"));
  facts.writes.insert(view);
  if (flag_member(content, "skipData")) return;
  // What its query reads and calls is the catalog's to tell.
  facts.reads.insert(view);
  facts.may_read_rows = facts.may_write_rows = facts.may_change_session = true;
}

void describe_call(const Tree& content, Facts& facts) {
  describe_query(content, facts);
  facts.kind = StatementKind::call;
  may_do_anything(facts);
}

void describe_code_block(const Tree&, Facts& facts) {
  facts.kind = StatementKind::code_block;
  may_do_anything(facts);
}

void describe_execute(const Tree&, Facts& facts) {
  facts.kind = StatementKind::execute;
  may_do_anything(facts);
}

/// The query is to run later in the script, under a name that says nothing.
void describe_prepare(const Tree& content, Facts& facts) {
  facts = facts_of_node(member(content, "query"));
  facts.kind = StatementKind::prepare;
}

void describe_explain(const Tree& content, Facts& facts) {
  facts = facts_of_node(member(content, "query"));
}

void describe_set(const Tree& content, Facts& facts) {
  facts.kind = StatementKind::setting;
  facts.may_change_session = !flag_member(content, "is_local");
}

void describe_session(const Tree&, Facts& facts) {
  facts.kind = StatementKind::setting;
  facts.may_change_session = true;
}

void describe_maintenance(const Tree& content, Facts& facts) {
  facts.kind = StatementKind::maintenance;
  facts.reads = names_in(content).reads;
  if (const Tree& table = member(content, "relation"); !table.is_null())
    facts.reads.insert(relation_name(table));
  facts.may_read_rows = facts.may_validate_rows = true;
}

/// CREATE SCHEMA with what is to be in it.
void describe_create_schema(const Tree& content, Facts& facts) {
  facts.kind = StatementKind::definition;
  for (const auto& element : member(content, "schemaElts")) {
    Facts inner = facts_of_node(element);
    facts.alters.merge(inner.alters);
    facts.refers.merge(inner.refers);
    facts.creates.merge(inner.creates);
    facts.may_read_rows = facts.may_read_rows || inner.may_read_rows;
    facts.may_validate_rows = facts.may_validate_rows || inner.may_validate_rows;
  }
}

template <StatementKind kind>
void describe_as(const Tree&, Facts& facts) {
  facts.kind = kind;
}

const std::map<std::string, Describe, std::less<>>& describe_by_node() {
  using Kind = StatementKind;
  static const std::map<std::string, Describe, std::less<>> table{
      {"SelectStmt", describe_select},
      {"InsertStmt", describe_write<Kind::insert>},
      {"UpdateStmt", describe_write<Kind::update>},
      {"DeleteStmt", describe_write<Kind::remove>},
      {"MergeStmt", describe_write<Kind::merge>},
      {"CopyStmt", describe_copy},
      {"TruncateStmt", describe_truncate},
      {"DoStmt", describe_code_block},
      {"CallStmt", describe_call},
      {"PrepareStmt", describe_prepare},
      {"DeclareCursorStmt", describe_prepare},
      {"ExecuteStmt", describe_execute},
      {"FetchStmt", describe_execute},
      {"ExplainStmt", describe_explain},
      {"VariableSetStmt", describe_set},
      {"DiscardStmt", describe_session},
      {"ListenStmt", describe_session},
      {"UnlistenStmt", describe_session},
      {"LoadStmt", describe_session},
      {"TransactionStmt", describe_as<Kind::transaction>},
      {"ConstraintsSetStmt", describe_as<Kind::transaction>},
      {"VacuumStmt", describe_maintenance},
      {"ClusterStmt", describe_maintenance},
      {"ReindexStmt", describe_maintenance},
      {"CreateTableAsStmt", describe_create_table_as},
      {"RefreshMatViewStmt", describe_refresh},
      {"CreateStmt", describe_create_table},
      {"CreateForeignTableStmt", describe_create_foreign_table},
      {"CreateSchemaStmt", describe_create_schema},
      {"IndexStmt", describe_create_index},
      {"CreateFunctionStmt", describe_as<Kind::create_function>},
      {"AlterTableStmt", describe_alter_table},
      {"AlterDomainStmt", describe_alter_domain},
      {"DropStmt", describe_drop},
      {"LockStmt", describe_as<Kind::other>},
      {"NotifyStmt", describe_as<Kind::other>},
      {"VariableShowStmt", describe_as<Kind::other>},
      {"CheckPointStmt", describe_as<Kind::other>},
      {"ClosePortalStmt", describe_as<Kind::other>},
      {"DeallocateStmt", describe_as<Kind::other>},
  };
  return table;
}

Facts facts_of_node(const Tree& node) {
  if (!node.is_object() || node.empty()) return {};
  const auto statement = node.begin();
  if (leaves_rows_alone(statement.key())) return of_nothing(StatementKind::definition);
  const auto known = describe_by_node().find(statement.key());
  if (known == describe_by_node().end()) return {};
  Facts facts = of_nothing(StatementKind::unknown);
  known->second(statement.value(), facts);
  return facts;
}

}  // namespace

Facts facts(std::string_view statement) {
  const auto tree = tree_of(statement);
  return tree ? facts_of_node(*tree) : Facts{};
}

}  // namespace pgstair::sql
