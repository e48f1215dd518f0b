// SPDX-License-Identifier: MIT
// Operators, their classes and families.
#include <algorithm>

#include "author/ddl/kinds/writers.h"
#include "author/ddl/object/layout.h"
#include "author/ddl/object/names.h"
#include "support/text.h"

namespace pgstair::author {

namespace {

/// What a family has, or a class of it: "OPERATOR 1 public.<(integer, integer)". The members that
/// no class has are the family's own.
std::vector<std::string> members_of(const Entry& entry, const Context& context) {
  const std::string oid = std::to_string(entry.root.objid);
  const bool is_class = entry.identity.kind == "operator class";
  const auto belongs = [&](const std::string& catalog, const std::string& family) {
    const std::string link =
        "EXISTS (SELECT FROM pg_depend d WHERE d.classid = '" + catalog +
        "'::regclass AND d.objid = m.oid AND d.refclassid = 'pg_opclass'::regclass"
        " AND d.deptype = 'i'";
    return is_class ? link + " AND d.refobjid = " + oid + ")"
                    : "m." + family + " = " + oid + " AND NOT " + link + ")";
  };
  const auto rows = context.session.execute(
      "SELECT 'OPERATOR ' || m.amopstrategy || ' ' || m.amopopr::regoperator"
      " || CASE WHEN m.amopsortfamily <> 0 THEN ' FOR ORDER BY ' || (SELECT"
      " quote_ident(n.nspname) || '.' || quote_ident(f.opfname) FROM pg_opfamily f"
      " JOIN pg_namespace n ON n.oid = f.opfnamespace WHERE f.oid = m.amopsortfamily) ELSE '' END"
      " FROM pg_amop m WHERE " +
      belongs("pg_amop", "amopfamily") +
      " UNION ALL SELECT 'FUNCTION ' || m.amprocnum || ' (' || format_type(m.amproclefttype, NULL)"
      " || ', ' || format_type(m.amprocrighttype, NULL) || ') ' || m.amproc::oid::regprocedure"
      " FROM pg_amproc m WHERE " +
      belongs("pg_amproc", "amprocfamily") + " ORDER BY 1");
  std::vector<std::string> members;
  for (std::size_t row = 0; row < rows.size(); ++row) members.push_back(rows.text(row, 0));
  // By name they have come: operators, which people write first, last.
  std::stable_partition(members.begin(), members.end(),
                        [](const auto& text) { return text.starts_with("OPERATOR"); });
  return members;
}

/// "public.=(integer,integer)" → "OPERATOR(public.=)"
std::string operator_of(const std::string& signature) {
  return "OPERATOR(" + signature.substr(0, signature.find('(')) + ")";
}

}  // namespace

void write_operator(const Entry& entry, const Context&, Written& written) {
  if (!entry.has("function")) return;  // made by the operator that names it
  const auto [name, types] = operator_parts(entry.identity);
  const std::size_t comma = types.find(", ");
  std::vector<std::string> items{"FUNCTION = " + without_arguments(entry["function"])};
  if (types.substr(0, comma) != "NONE") items.push_back("LEFTARG = " + types.substr(0, comma));
  if (types.substr(comma + 2) != "NONE") items.push_back("RIGHTARG = " + types.substr(comma + 2));
  if (entry.has("commutator")) items.push_back("COMMUTATOR = " + operator_of(entry["commutator"]));
  if (entry.has("negator")) items.push_back("NEGATOR = " + operator_of(entry["negator"]));
  if (entry.has("restrict")) items.push_back("RESTRICT = " + entry["restrict"]);
  if (entry.has("join")) items.push_back("JOIN = " + entry["join"]);
  if (entry.is("merges")) items.emplace_back("MERGES");
  if (entry.is("hashes")) items.emplace_back("HASHES");
  written.add("CREATE OPERATOR " + entry.identity.schema + "." + name + " " + block(items) + ";");
}

void write_operator_family(const Entry& family, const Context& context, Written& written) {
  const std::string reference = object_reference(family);
  written.add("CREATE " + reference + ";");
  const auto members = members_of(family, context);
  if (members.empty()) return;
  written.add("ALTER " + reference + " ADD\n    " + join(members, ",\n    ") + ";");
}

void write_operator_class(const Entry& entry, const Context& context, Written& written) {
  const auto [name, method] = access_method_parts(entry.identity);
  std::string text = "CREATE OPERATOR CLASS " + entry.identity.schema + "." + name;
  if (entry.is("default")) text += "\n    DEFAULT";
  text +=
      "\n    FOR TYPE " + entry["type"] + " USING " + method + " FAMILY " + entry["family"] + " AS";
  auto items = members_of(entry, context);
  // A class has to say something: that its keys are of its type is what is so anyway.
  if (entry.has("storage") || items.empty()) {
    items.push_back("STORAGE " + entry[entry.has("storage") ? "storage" : "type"]);
  }
  written.add(text + "\n    " + join(items, ",\n    ") + ";");
}

}  // namespace pgstair::author
