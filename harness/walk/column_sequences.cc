// SPDX-License-Identifier: MIT
#include "walk/column_sequences.h"

#include <algorithm>

#include "sql/script.h"
#include "support/text.h"

namespace pgstair::walk {

namespace {

constexpr const char* all_sequences = R"(
WITH pair(sequence, relation, number) AS (
  SELECT d.objid, d.refobjid, d.refobjsubid FROM pg_catalog.pg_depend d
   WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
     AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
     AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
  UNION
  SELECT d.refobjid, f.adrelid, f.adnum::int FROM pg_catalog.pg_attrdef f
    JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
     AND d.objid = f.oid AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass)
SELECT pg_catalog.quote_ident(sn.nspname) || '.' || pg_catalog.quote_ident(s.relname),
       pg_catalog.quote_ident(tn.nspname) || '.' || pg_catalog.quote_ident(t.relname),
       pg_catalog.quote_ident(a.attname),
       coalesce((SELECT pg_catalog.string_agg('r.' || pg_catalog.quote_ident(k.attname), ', ')
                   FROM pg_catalog.pg_index i
                   JOIN pg_catalog.pg_attribute k
                     ON k.attrelid = t.oid AND k.attnum = ANY (i.indkey)
                  WHERE i.indrelid = t.oid AND i.indisprimary), 'r.ctid'),
       q.seqincrement < 0,
       EXISTS (SELECT FROM pg_catalog.pg_index i
                WHERE i.indrelid = t.oid AND i.indisunique AND i.indisvalid AND i.indnkeyatts = 1
                  AND i.indkey[0] = a.attnum),
       t.relname, a.attname, s.relname, q.seqincrement,
       pg_catalog.has_sequence_privilege(s.oid, 'SELECT')
         AND pg_catalog.has_table_privilege(t.oid, 'SELECT')
  FROM pair
  JOIN pg_catalog.pg_class s ON s.oid = pair.sequence AND s.relkind = 'S'
  JOIN pg_catalog.pg_namespace sn ON sn.oid = s.relnamespace
  JOIN pg_catalog.pg_sequence q ON q.seqrelid = s.oid
  JOIN pg_catalog.pg_class t ON t.oid = pair.relation AND t.relkind IN ('r', 'p')
  JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
  JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = pair.number
  JOIN pg_catalog.pg_type y ON y.oid = a.atttypid AND y.typcategory = 'N'
 WHERE NOT q.seqcycle AND a.attinhcount = 0 AND t.relpersistence <> 't' AND s.relpersistence <> 't'
 ORDER BY 2, a.attnum, 1)";

}  // namespace

std::vector<ColumnSequence> read_column_sequences(postgres::Session& session) {
  const auto rows = session.execute(all_sequences);
  std::vector<ColumnSequence> result;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    ColumnSequence& each = result.emplace_back();
    each.sequence = rows.text(row, 0);
    each.table = rows.text(row, 1);
    each.column = rows.text(row, 2);
    each.key = rows.text(row, 3);
    each.descends = rows.text(row, 4) == "t";
    each.is_unique = rows.text(row, 5) == "t";
    each.table_name = rows.text(row, 6);
    each.column_name = rows.text(row, 7);
    each.sequence_name = rows.text(row, 8);
    each.increment = rows.text(row, 9);
    each.is_readable = rows.text(row, 10) == "t";
  }
  return result;
}

std::string next_value(const ColumnSequence& sequence) {
  return "(SELECT s.last_value + CASE WHEN s.is_called THEN " + sequence.increment +
         " ELSE 0 END FROM " + sequence.sequence + " s)";
}

std::string rows_ahead(const ColumnSequence& sequence) {
  return "SELECT " + sequence.key + " FROM " + sequence.table + " AS r WHERE r." + sequence.column +
         (sequence.descends ? " <= " : " >= ") + next_value(sequence);
}

std::vector<ColumnSequence> find_sequences_behind(
    postgres::Session& session, const std::function<bool(const ColumnSequence&)>& is_of_interest) {
  auto sequences = read_column_sequences(session);
  std::erase_if(sequences, [&](const ColumnSequence& sequence) {
    return !sequence.is_unique || !sequence.is_readable || !is_of_interest(sequence);
  });
  std::vector<std::string> queries;
  for (std::size_t i = 0; i < sequences.size(); ++i) {
    // At the end of bigint there is no next number to compute.
    queries.push_back("SELECT " + std::to_string(i) + " FROM " + sequences[i].sequence +
                      " AS q WHERE CASE WHEN q.last_value BETWEEN -9000000000000000000 AND "
                      "9000000000000000000 THEN EXISTS (" +
                      rows_ahead(sequences[i]) + ") ELSE false END");
  }
  std::vector<ColumnSequence> behind;
  if (queries.empty()) return behind;
  const auto rows = session.execute(join(queries, " UNION ALL "));
  for (std::size_t row = 0; row < rows.size(); ++row)
    behind.push_back(sequences[std::stoul(rows.text(row, 0))]);
  return behind;
}

std::vector<ColumnSequence> newly_behind(const std::vector<ColumnSequence>& before,
                                         std::vector<ColumnSequence> after) {
  std::erase_if(after, [&](const ColumnSequence& sequence) {
    return std::ranges::find(before, sequence.sequence, &ColumnSequence::sequence) != before.end();
  });
  return after;
}

std::string mend(const ColumnSequence& sequence) {
  return "SELECT setval(" + sql::quote_literal(sequence.sequence) + ", (SELECT " +
         (sequence.descends ? "min(" : "max(") + sequence.column + ") FROM " + sequence.table +
         "))";
}

}  // namespace pgstair::walk
