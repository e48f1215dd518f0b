// SPDX-License-Identifier: MIT
// Statements and commands that leave rows alone are listed; what is not in a list may touch them.
#include "sql/definition_facts.h"

#include <algorithm>
#include <string>
#include <utility>

#include "support/contains.h"

namespace pgstair::sql {

namespace {

constexpr std::string_view pure_definitions[] = {
    "AlterCollationStmt",
    "AlterDatabaseRefreshCollStmt",
    "AlterDatabaseSetStmt",
    "AlterDatabaseStmt",
    "AlterDefaultPrivilegesStmt",
    "AlterEnumStmt",
    "AlterEventTrigStmt",
    "AlterExtensionContentsStmt",
    "AlterExtensionStmt",
    "AlterFdwStmt",
    "AlterForeignServerStmt",
    "AlterFunctionStmt",
    "AlterObjectDependsStmt",
    "AlterObjectSchemaStmt",
    "AlterOpFamilyStmt",
    "AlterOperatorStmt",
    "AlterOwnerStmt",
    "AlterPolicyStmt",
    "AlterPublicationStmt",
    "AlterRoleSetStmt",
    "AlterRoleStmt",
    "AlterSeqStmt",
    "AlterStatsStmt",
    "AlterSubscriptionStmt",
    "AlterSystemStmt",
    "AlterTSConfigurationStmt",
    "AlterTSDictionaryStmt",
    "AlterTableMoveAllStmt",
    "AlterTableSpaceOptionsStmt",
    "AlterTypeStmt",
    "AlterUserMappingStmt",
    "CommentStmt",
    "CompositeTypeStmt",
    "CreateAmStmt",
    "CreateCastStmt",
    "CreateConversionStmt",
    "CreateDomainStmt",
    "CreateEnumStmt",
    "CreateEventTrigStmt",
    "CreateExtensionStmt",
    "CreateFdwStmt",
    "CreateForeignServerStmt",
    "CreateOpClassStmt",
    "CreateOpFamilyStmt",
    "CreatePLangStmt",
    "CreatePolicyStmt",
    "CreatePublicationStmt",
    "CreateRangeStmt",
    "CreateRoleStmt",
    "CreateSeqStmt",
    "CreateStatsStmt",
    "CreateSubscriptionStmt",
    "CreateTableSpaceStmt",
    "CreateTransformStmt",
    "CreateTrigStmt",
    "CreateUserMappingStmt",
    "CreatedbStmt",
    "DefineStmt",
    "DropOwnedStmt",
    "DropRoleStmt",
    "DropSubscriptionStmt",
    "DropTableSpaceStmt",
    "DropUserMappingStmt",
    "DropdbStmt",
    "GrantRoleStmt",
    "GrantStmt",
    "ImportForeignSchemaStmt",
    "ReassignOwnedStmt",
    "RenameStmt",
    "RuleStmt",
    "SecLabelStmt",
    "ViewStmt",
};

/// Commands of ALTER TABLE.
constexpr std::string_view commands_without_rows[] = {
    "AT_AddIdentity",
    "AT_AddInherit",
    "AT_AddOf",
    "AT_AlterColumnGenericOptions",
    "AT_AlterConstraint",
    "AT_ChangeOwner",
    "AT_ClusterOn",
    "AT_ColumnDefault",
    "AT_DetachPartition",
    "AT_DetachPartitionFinalize",
    "AT_DisableRowSecurity",
    "AT_DisableRule",
    "AT_DisableTrig",
    "AT_DisableTrigAll",
    "AT_DisableTrigUser",
    "AT_DropCluster",
    "AT_DropConstraint",
    "AT_DropExpression",
    "AT_DropIdentity",
    "AT_DropInherit",
    "AT_DropNotNull",
    "AT_DropOf",
    "AT_EnableAlwaysRule",
    "AT_EnableAlwaysTrig",
    "AT_EnableReplicaRule",
    "AT_EnableReplicaTrig",
    "AT_EnableRowSecurity",
    "AT_EnableRule",
    "AT_EnableTrig",
    "AT_EnableTrigAll",
    "AT_EnableTrigUser",
    "AT_ForceRowSecurity",
    "AT_GenericOptions",
    "AT_NoForceRowSecurity",
    "AT_ReplicaIdentity",
    "AT_ResetOptions",
    "AT_ResetRelOptions",
    "AT_SetAccessMethod",
    "AT_SetCompression",
    "AT_SetIdentity",
    "AT_SetLogged",
    "AT_SetOptions",
    "AT_SetRelOptions",
    "AT_SetStatistics",
    "AT_SetStorage",
    "AT_SetTableSpace",
    "AT_SetUnLogged",
};

constexpr std::string_view dropped_relations[] = {"OBJECT_TABLE", "OBJECT_VIEW", "OBJECT_MATVIEW",
                                                  "OBJECT_FOREIGN_TABLE"};

/// ADD CONSTRAINT … NOT VALID
bool is_not_valid(const Tree& definition) {
  return flag_member(member(definition, "Constraint"), "skip_validation");
}

void describe_command(const Tree& command, bool of_index, Facts& facts) {
  const std::string sort = text_member(command, "subtype");
  const Tree& definition = member(command, "def");
  if (sort == "AT_AddColumn")
    facts.added_columns.insert(text_member(member(definition, "ColumnDef"), "colname"));
  if (const Tree& partition = member(member(definition, "PartitionCmd"), "name");
      !partition.is_null()) {
    facts.alters.insert(relation_name(partition));
  }
  const bool checks_none = contains(commands_without_rows, sort) || of_index ||
                           (sort == "AT_AddConstraint" && is_not_valid(definition));
  if (!checks_none) facts.may_validate_rows = true;
}

}  // namespace

void describe_create_table(const Tree& create_stmt, Facts& facts) {
  facts.kind = StatementKind::create_table;
  facts.creates.insert(relation_name(member(create_stmt, "relation")));
  for (const auto& parent : member(create_stmt, "inhRelations"))
    facts.alters.insert(relation_name(member(parent, "RangeVar")));
  facts.refers = names_in(create_stmt).refers;
  facts.if_not_exists = flag_member(create_stmt, "if_not_exists");
  // Rows of the default partition must not belong in the new one.
  const Tree& bound = member(create_stmt, "partbound");
  facts.may_validate_rows = !bound.is_null() && !flag_member(bound, "is_default");
}

void describe_create_foreign_table(const Tree& create_foreign_table_stmt, Facts& facts) {
  describe_create_table(member(create_foreign_table_stmt, "base"), facts);
}

void describe_create_index(const Tree& index_stmt, Facts& facts) {
  facts.kind = StatementKind::create_index;
  facts.alters.insert(relation_name(member(index_stmt, "relation")));
  facts.calls = names_in(index_stmt).calls;
  facts.runs_code = !facts.calls.empty();
  const Tree& columns = member(index_stmt, "indexParams");
  const bool of_expression = std::ranges::any_of(columns, [](const Tree& column) {
    return !member(member(column, "IndexElem"), "expr").is_null();
  });
  facts.may_read_rows = of_expression || !member(index_stmt, "whereClause").is_null();
  facts.may_validate_rows = flag_member(index_stmt, "unique");
}

void describe_alter_table(const Tree& alter_table_stmt, Facts& facts) {
  facts.kind = StatementKind::alter_table;
  facts.alters.insert(relation_name(member(alter_table_stmt, "relation")));
  NamesInTree names = names_in(alter_table_stmt);
  facts.refers = std::move(names.refers);
  const bool of_index = text_member(alter_table_stmt, "objtype") == "OBJECT_INDEX";
  for (const auto& command : member(alter_table_stmt, "cmds"))
    describe_command(member(command, "AlterTableCmd"), of_index, facts);
  if (!facts.may_validate_rows) return;
  facts.calls = std::move(names.calls);
  facts.runs_code = !facts.calls.empty();
}

void describe_alter_domain(const Tree& alter_domain_stmt, Facts& facts) {
  facts.kind = StatementKind::definition;
  const std::string sort = text_member(alter_domain_stmt, "subtype");
  const bool adds_valid = sort == "C" && !is_not_valid(member(alter_domain_stmt, "def"));
  const bool sets_default = sort == "T";
  const bool drops = sort == "N" || sort == "X";
  facts.may_validate_rows = adds_valid || !(sort == "C" || sets_default || drops);
}

void describe_drop(const Tree& drop_stmt, Facts& facts) {
  facts.kind = StatementKind::drop;
  if (!contains(dropped_relations, text_member(drop_stmt, "removeType"))) return;
  for (const auto& object : member(drop_stmt, "objects"))
    facts.drops.insert(dotted_name(member(member(object, "List"), "items")));
}

bool leaves_rows_alone(std::string_view node) { return contains(pure_definitions, node); }

}  // namespace pgstair::sql
