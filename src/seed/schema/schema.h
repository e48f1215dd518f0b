// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// Rows for the tables of any schema, from its catalog alone: what they look like, in which order
/// they are loaded, and what becomes of each table.
namespace pgstair::seed {

using Oid = std::uint32_t;

/// A type as it is used by a column, an attribute or an element: with its modifier, -1 for none.
struct TypeUse {
  Oid type = 0;
  int typmod = -1;
};

struct Attribute {
  std::string name;
  TypeUse type;
};

/// A named condition, as the server deparses it under an empty search_path.
struct Condition {
  std::string name;
  std::string expression;
};

enum class TypeKind { base, domain, enumeration, composite, array, range, multirange, pseudo };

/// A type with what it is made of.
struct Type {
  Oid oid = 0;
  std::string schema;
  std::string name;  ///< pg_type.typname: int4, varchar, citext
  std::string sql;   ///< as a cast writes it
  TypeKind kind = TypeKind::base;
  TypeUse part;                       ///< of a domain, array, range or multirange
  bool not_null = false;              ///< of a domain
  std::vector<std::string> labels;    ///< of an enum, in order
  std::vector<Attribute> attributes;  ///< of a composite
  std::vector<Condition> conditions;  ///< of a domain, about VALUE
};

struct Column {
  int number = 0;  ///< pg_attribute.attnum
  std::string name;
  TypeUse type;
  std::string type_sql;  ///< with its modifier: character varying(20)
  bool not_null = false;
  bool generated = false;
  bool identity_always = false;
  std::string default_expression;   ///< or of what it is generated; may be empty
  std::string sequence;             ///< quoted name of what its default draws from; may be empty
  std::vector<int> generated_from;  ///< numbers of columns
};

/// A primary key, UNIQUE constraint, unique index or EXCLUDE constraint.
struct UniqueKey {
  std::string name;
  std::vector<int> columns;    ///< numbers of the key's plain columns
  std::vector<int> mentioned;  ///< with those of its expressions and its predicate
  bool primary = false;
  bool has_expressions = false;
  bool nulls_not_distinct = false;
  bool exclusion = false;
  std::string predicate;  ///< of a partial index; may be empty
  /// All that it demands, as the catalog has it: what can be compared within one database.
  std::string definition;
  Oid constraint = 0;  ///< 0: a bare index
};

struct ForeignKey {
  Oid oid = 0;
  std::string name;
  Oid parent = 0;
  std::vector<int> columns;
  std::vector<int> parent_columns;
  bool match_full = false;
  bool deferrable = false;
  bool forbids_delete = false;  ///< NO ACTION or RESTRICT: a parent row that is referred to stays
  bool forbids_update = false;  ///< likewise: it keeps its key
  bool validated = true;
};

struct Check {
  Oid oid = 0;
  Condition condition;
  std::vector<int> columns;
  bool validated = true;
};

struct Table {
  Oid oid = 0;
  std::string schema;
  std::string name;
  bool partitioned = false;
  bool foreign = false;
  Oid partition_root = 0;           ///< of a partition: the table that rows go through
  std::string partition_condition;  ///< of a partitioned table: what its leaves accept, if any
  std::vector<int> partition_columns;
  std::vector<std::string> triggers;         ///< enabled ones of the user's
  std::vector<std::string> trigger_sources;  ///< the bodies of their functions
  bool has_insert_rule = false;              ///< ON INSERT DO INSTEAD
  bool may_insert = true;
  std::vector<Column> columns;
  std::vector<UniqueKey> keys;
  std::vector<ForeignKey> foreign_keys;
  std::vector<Check> checks;

  const Column* column(int number) const;
  std::string display_name() const { return schema + "." + name; }
  std::string sql_name() const;
  /// What follows FROM for the table's own rows, without those of tables that inherit from it:
  /// their constraints are others.
  std::string own_rows() const { return (partitioned ? "" : "ONLY ") + sql_name(); }
};

struct Schema {
  std::vector<Table> tables;  ///< by schema and name
  std::map<Oid, Type> types;

  const Table* table(Oid oid) const;
  const Type& type(Oid oid) const;
  /// The type under all domains.
  TypeUse base_of(TypeUse use) const;
};

}  // namespace pgstair::seed
