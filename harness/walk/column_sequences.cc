// SPDX-License-Identifier: MIT
#include "walk/column_sequences.h"

#include "sql/script.h"

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
       t.relname, a.attname, s.relname
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
  }
  return result;
}

std::string next_value(const ColumnSequence& sequence) {
  return "(SELECT s.last_value + CASE WHEN s.is_called THEN (SELECT q.seqincrement FROM "
         "pg_catalog.pg_sequence q WHERE q.seqrelid = " +
         sql::quote_literal(sequence.sequence) + "::pg_catalog.regclass) ELSE 0 END FROM " +
         sequence.sequence + " s)";
}

std::string rows_ahead(const ColumnSequence& sequence) {
  return "SELECT " + sequence.key + " FROM " + sequence.table + " AS r WHERE r." + sequence.column +
         (sequence.descends ? " <= " : " >= ") + next_value(sequence);
}

std::string mend(const ColumnSequence& sequence) {
  return "SELECT setval(" + sql::quote_literal(sequence.sequence) + ", (SELECT " +
         (sequence.descends ? "min(" : "max(") + sequence.column + ") FROM " + sequence.table +
         "))";
}

}  // namespace pgstair::walk
