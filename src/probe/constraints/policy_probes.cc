// SPDX-License-Identifier: MIT
#include "probe/constraints/table_probes.h"
#include "probe/rows/violations.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::probe {

namespace {

using sql::quote_identifier;

/// Owns nothing and bypasses nothing; it is there for the length of one attempt.
constexpr const char* ordinary_role = "pgstair_nobody";

struct Policy {
  std::string name;
  std::string role;       ///< one that it is for; empty: everybody
  std::string condition;  ///< of WITH CHECK, or of USING where there is none
  std::vector<int> columns;
  bool enabled = false;    ///< row security of the table
  bool implicit = false;   ///< WITH CHECK is not written
  bool of_update = false;  ///< judges no INSERT
};

/// Those that judge new rows: one FOR DELETE or FOR SELECT only hides what is there. A condition of
/// `true` is none.
std::vector<Policy> policies_of(postgres::Session& session, const seed::Table& table) {
  session.execute("SAVEPOINT pgstair_policies; SET LOCAL search_path = pg_catalog, pg_temp");
  const auto rows = session.execute(
      "SELECT p.polname, (SELECT r.rolname FROM pg_roles r WHERE r.oid = ANY (p.polroles) "
      "ORDER BY r.rolname LIMIT 1), pg_get_expr(coalesce(p.polwithcheck, p.polqual), p.polrelid), "
      "(SELECT string_agg(DISTINCT d.refobjsubid::text, ' ') FROM pg_depend d "
      "WHERE d.classid = 'pg_policy'::regclass AND d.objid = p.oid "
      "AND d.refclassid = 'pg_class'::regclass AND d.refobjid = p.polrelid AND d.refobjsubid > 0), "
      "c.relrowsecurity, p.polwithcheck IS NULL, p.polcmd = 'w' "
      "FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid "
      "WHERE p.polrelid = " +
      std::to_string(table.oid) +
      " AND p.polcmd IN ('a', 'w', '*') "
      "AND coalesce(pg_get_expr(coalesce(p.polwithcheck, p.polqual), p.polrelid), 'true') <> "
      "'true' "
      "ORDER BY p.polname COLLATE \"C\"");
  session.execute("ROLLBACK TO SAVEPOINT pgstair_policies; RELEASE SAVEPOINT pgstair_policies");
  std::vector<Policy> policies;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    Policy policy{rows.text(row, 0),        rows.text(row, 1),        rows.text(row, 2),       {},
                  rows.text(row, 4) == "t", rows.text(row, 5) == "t", rows.text(row, 6) == "t"};
    const std::string numbers = rows.text(row, 3);
    for (const auto number : split(numbers, ' ')) {
      if (!number.empty()) policy.columns.push_back(std::stoi(std::string(number)));
    }
    policies.push_back(std::move(policy));
  }
  return policies;
}

/// A role that the policy is for, allowed to write; one of ours stands for everybody.
std::string become_subject(const seed::Table& table, const Policy& policy) {
  const std::string role = policy.role.empty() ? ordinary_role : policy.role;
  const std::string quoted = quote_identifier(role);
  return (policy.role.empty() ? "CREATE ROLE " + quoted + "; " : std::string()) +
         "GRANT USAGE ON SCHEMA " + quote_identifier(table.schema) + " TO " + quoted +
         "; GRANT ALL ON ALL TABLES IN SCHEMA " + quote_identifier(table.schema) + " TO " + quoted +
         "; GRANT ALL ON ALL SEQUENCES IN SCHEMA " + quote_identifier(table.schema) + " TO " +
         quoted;
}

/// Changes every row that the policy shows. No WHERE: what it reads, other policies would judge.
std::string update_of(const seed::Table& table, const Cells& changes) {
  std::vector<std::string> settings;
  for (const auto& [number, cell] : changes) {
    settings.push_back(quote_identifier(table.column(number)->name) + " = " + literal(cell));
  }
  return "UPDATE " + table.sql_name() + " SET " + join(settings, ", ");
}

ConstraintProbe policy_probe(const RowTemplates& templates, const ProbeContext& context,
                             const Policy& policy) {
  const seed::Table& table = templates.table();
  ConstraintProbe probe = templates.probe("policy", policy.name);
  probe.sqlstates = {"42501"};
  probe.message = "row-level security policy";
  if (!policy.enabled) {
    probe.not_enforced = "row security is not enabled on the table";
    return probe;
  }
  if (!templates.inserts()) {
    probe.obstacle = templates.obstacle();
    return probe;
  }
  const std::string role = quote_identifier(policy.role.empty() ? ordinary_role : policy.role);
  const std::string on = " ON " + table.sql_name();
  // Dropped, a permissive policy would permit nothing; so it is made to permit everything.
  const std::string open = "ALTER POLICY " + quote_identifier(policy.name) + on +
                           (policy.implicit ? " USING (true)" : "") + " WITH CHECK (true)";
  const auto add = [&](std::size_t row, const Cells& changes) {
    probe.attempts.push_back({"SET LOCAL ROLE " + role + "; " + templates.write(row, changes), open,
                              become_subject(table, policy)});
  };
  const Goal goal{policy.name, policy.condition, policy.columns};
  const auto violations = find_violations(context, templates, goal, most_attempts);
  if (policy.of_update) {
    for (const auto& found : violations) {
      probe.attempts.push_back(
          {"SET LOCAL ROLE " + role + "; " + update_of(table, found.changes), open,
           become_subject(table, policy) + "; " + templates.write(found.row, {})});
    }
    probe.may_concern_none = true;  // the policy may show none of the rows
    if (probe.attempts.empty()) probe.obstacle = templates.obstacle();
    return probe;
  }
  for (const auto& found : violations) add(found.row, found.changes);
  // A condition that asks for the role or for a setting is another one for the role than for us.
  for (std::size_t row = 0; row < templates.size(); ++row) add(row, {});
  probe.uncertain = "another policy permits the rows that were tried, or it permits them itself";
  return probe;
}

}  // namespace

std::vector<ConstraintProbe> policy_probes(const RowTemplates& templates,
                                           const ProbeContext& context) {
  std::vector<ConstraintProbe> probes;
  for (const auto& policy : policies_of(context.session, templates.table())) {
    probes.push_back(policy_probe(templates, context, policy));
  }
  return probes;
}

}  // namespace pgstair::probe
