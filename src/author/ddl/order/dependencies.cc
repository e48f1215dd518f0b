// SPDX-License-Identifier: MIT
#include "author/ddl/order/dependencies.h"

#include <optional>
#include <string>

#include "author/ddl/object/context.h"
#include "support/text.h"

namespace pgstair::author {

namespace {

/// `named` says of each address that pg_depend has which root it belongs to, and which part of that
/// it is. $multirange finds the range of a multirange type, or of an array of such.
constexpr const char* query = R"sql(
WITH link AS (
  SELECT classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype FROM pg_depend
   WHERE objid >= 16384 AND deptype <> 'e'),
address AS (SELECT classid, objid FROM link UNION SELECT refclassid, refobjid FROM link),
part AS (
  SELECT 'pg_class'::regclass::oid AS classid, c.oid AS objid,
         CASE c.relkind WHEN 'c' THEN 'pg_type'::regclass ELSE 'pg_class'::regclass END::oid AS root_class,
         CASE c.relkind WHEN 'c' THEN c.reltype ELSE coalesce(i.indrelid, c.oid) END AS root,
         CASE WHEN k.oid IS NOT NULL THEN 'constraint' WHEN i.indrelid IS NOT NULL THEN 'index' END AS kind,
         CASE WHEN i.indrelid IS NOT NULL THEN quote_ident(c.relname) END AS name
    FROM pg_class c
    LEFT JOIN pg_index i ON i.indexrelid = c.oid
    LEFT JOIN pg_constraint k ON k.conindid = c.oid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')
  UNION ALL
  SELECT 'pg_type'::regclass, t.oid,
         CASE WHEN c.relkind <> 'c' THEN 'pg_class'::regclass ELSE 'pg_type'::regclass END,
         CASE WHEN c.relkind <> 'c' THEN c.oid ELSE e.oid END, NULL, NULL
    FROM pg_type t
    LEFT JOIN pg_type a ON a.typarray = t.oid
    LEFT JOIN pg_range r ON $multirange
   CROSS JOIN LATERAL (SELECT coalesce(r.rngtypid, a.oid, t.oid)) AS e (oid)
    JOIN pg_type et ON et.oid = e.oid
    LEFT JOIN pg_class c ON c.oid = et.typrelid
  UNION ALL
  SELECT 'pg_constraint'::regclass, k.oid,
         CASE WHEN k.contypid <> 0 THEN 'pg_type'::regclass ELSE 'pg_class'::regclass END,
         CASE WHEN k.contypid <> 0 THEN k.contypid ELSE k.conrelid END,
         CASE WHEN k.contypid <> 0 THEN 'domain constraint' WHEN k.contype = 't' THEN 'trigger'
              ELSE 'constraint' END, quote_ident(k.conname)
    FROM pg_constraint k
  UNION ALL
  SELECT 'pg_attrdef'::regclass, d.oid, 'pg_class'::regclass, d.adrelid,
         CASE a.attgenerated WHEN '' THEN 'column default' ELSE 'column' END, quote_ident(a.attname)
    FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
  UNION ALL
  SELECT 'pg_trigger'::regclass, t.oid, 'pg_class'::regclass, coalesce(k.conrelid, t.tgrelid),
         CASE WHEN k.oid IS NULL THEN 'trigger' ELSE 'constraint' END, quote_ident(coalesce(k.conname, t.tgname))
    FROM pg_trigger t LEFT JOIN pg_constraint k ON k.oid = t.tgconstraint AND k.contype <> 't'
  UNION ALL
  SELECT 'pg_policy'::regclass, oid, 'pg_class'::regclass, polrelid, 'policy', quote_ident(polname)
    FROM pg_policy
  UNION ALL
  SELECT 'pg_rewrite'::regclass, oid, 'pg_class'::regclass, ev_class,
         CASE WHEN rulename <> '_RETURN' THEN 'rule' END, quote_ident(rulename)
    FROM pg_rewrite
  UNION ALL
  SELECT 'pg_publication_rel'::regclass, r.oid, 'pg_publication'::regclass, r.prpubid, 'publication table',
         quote_ident(n.nspname) || '.' || quote_ident(c.relname)
    FROM pg_publication_rel r JOIN pg_class c ON c.oid = r.prrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  UNION ALL
  SELECT 'pg_amop'::regclass, o.oid,
         coalesce(d.refclassid, 'pg_opfamily'::regclass), coalesce(d.refobjid, o.amopfamily), NULL, NULL
    FROM pg_amop o LEFT JOIN pg_depend d ON d.classid = 'pg_amop'::regclass AND d.objid = o.oid
     AND d.refclassid = 'pg_opclass'::regclass AND d.deptype = 'i'
  UNION ALL
  SELECT 'pg_amproc'::regclass, p.oid,
         coalesce(d.refclassid, 'pg_opfamily'::regclass), coalesce(d.refobjid, p.amprocfamily), NULL, NULL
    FROM pg_amproc p LEFT JOIN pg_depend d ON d.classid = 'pg_amproc'::regclass AND d.objid = p.oid
     AND d.refclassid = 'pg_opclass'::regclass AND d.deptype = 'i'),
named AS (
  SELECT a.classid, a.objid, coalesce(x.refclassid, p.root_class, a.classid) AS root_class,
         coalesce(x.refobjid, p.root, a.objid) AS root,
         CASE WHEN x.objid IS NULL THEN p.kind END AS kind, p.name
    FROM address a
    LEFT JOIN part p ON p.classid = a.classid AND p.objid = a.objid
    LEFT JOIN pg_depend x ON x.classid = coalesce(p.root_class, a.classid) AND x.objid = coalesce(p.root, a.objid)
     AND x.deptype = 'e')
SELECT DISTINCT d.root_class, d.root,
       CASE WHEN l.objsubid > 0 AND d.kind IS NULL THEN 'column' ELSE d.kind END,
       CASE WHEN l.objsubid > 0 AND d.kind IS NULL THEN
         (SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = l.objid AND attnum = l.objsubid)
       ELSE d.name END,
       n.root_class, n.root,
       CASE WHEN l.refobjsubid > 0 AND n.kind IS NULL THEN 'column' ELSE n.kind END,
       CASE WHEN l.refobjsubid > 0 AND n.kind IS NULL THEN
         (SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = l.refobjid AND attnum = l.refobjsubid)
       ELSE n.name END,
       l.deptype = 'a'
  FROM link l
  JOIN named d ON d.classid = l.classid AND d.objid = l.objid
  JOIN named n ON n.classid = l.refclassid AND n.objid = l.refobjid
)sql";

std::string query_for(int server_version) {
  const std::string multirange =
      server_version >= 140000 ? "r.rngmultitypid IN (t.oid, a.oid)" : "false";
  return replace_all(query, "$multirange", multirange);
}

/// The part of a root that a row tells of, from `column` on; nothing if no object is the root.
std::optional<catalog::Identity> identity_at(const postgres::Rows& rows, std::size_t row,
                                             std::size_t column, const Objects& objects) {
  const Entry* root = objects.find_root(
      {catalog::to_oid(rows.text(row, column)), catalog::to_oid(rows.text(row, column + 1))});
  if (root == nullptr) return std::nullopt;
  const std::string kind = rows.text(row, column + 2);
  if (kind.empty()) return root->identity;
  const std::string schema = kind == "publication table" ? "" : root->identity.schema;
  return catalog::Identity{kind, schema, root->name(), rows.text(row, column + 3)};
}

}  // namespace

std::vector<Dependency> dependencies(const Objects& objects, postgres::Session& session) {
  const auto rows = session.execute(query_for(session.server_version()));
  std::vector<Dependency> result;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto dependent = identity_at(rows, row, 0, objects);
    const auto needed = identity_at(rows, row, 4, objects);
    if (dependent && needed) result.push_back({*dependent, *needed, rows.text(row, 8) == "t"});
  }
  return result;
}

}  // namespace pgstair::author
