// SPDX-License-Identifier: MIT
#include "author/ddl/object/belongings.h"

#include <algorithm>

#include "author/ddl/object/layout.h"
#include "author/ddl/object/names.h"
#include "sql/script.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::author {

namespace {

using Words = std::vector<std::string>;

constexpr std::size_t longest_comment = 85;

const Words kinds_with_owner{"table",
                             "view",
                             "materialized view",
                             "foreign table",
                             "sequence",
                             "function",
                             "procedure",
                             "window function",
                             "aggregate",
                             "enum",
                             "domain",
                             "composite type",
                             "range type",
                             "base type",
                             "schema",
                             "language",
                             "foreign-data wrapper",
                             "foreign server"};

/// A statement about the object as a whole; about the database it must find out its name.
std::string about(const Entry& entry, const std::string& before, const std::string& after) {
  if (entry.identity.kind != "database") {
    return before + object_reference(entry) + after + ";";
  }
  return in_this_database(replace_all(before, "%", "%%") + "DATABASE %I" +
                          replace_all(after, "%", "%%"));
}

std::string comment_sql(const Entry& entry, const std::string& comment) {
  const std::string text = comment.empty() ? "NULL" : sql::quote_literal(comment);
  const bool long_line = object_reference(entry).size() + text.size() > longest_comment;
  return about(entry, "COMMENT ON ", (long_line ? " IS\n    " : " IS ") + text);
}

void write_owner(const Entry& entry, const Context& context, Written& written) {
  const std::string& owner = entry["owner"];
  if (owner.empty() || owner == context.role) return;
  if (entry.identity.kind == "sequence" && entry.has("owned_by")) return;  // its table's
  written.add(about(entry, "ALTER ", " OWNER TO " + owner));
}

/// The comment that an extension brings itself.
std::string own_comment(const Entry& extension, const Context& context) {
  const auto rows =
      context.session.execute("SELECT comment FROM pg_available_extensions WHERE name = " +
                              sql::quote_literal(bare_name(extension)));
  return rows.size() == 0 ? "" : rows.text(0, 0);
}

void write_comment(const Entry& entry, const Context& context, Written& written) {
  const std::string& comment = entry["comment"];
  const bool extension = entry.identity.kind == "extension";
  if (comment == (extension ? own_comment(entry, context) : "")) return;
  written.add(comment_sql(entry, comment));
}

/// "provider: 'label'; other: 'label'"
void write_labels(const Entry& entry, const std::string& labels, Written& written) {
  for (std::string_view rest = labels; !rest.empty();) {
    const std::size_t colon = rest.find(": '");
    const std::string_view label = rest.substr(colon + 2);
    const std::size_t length = quoted_length(label);
    written.add(about(entry, "SECURITY LABEL FOR " + std::string(rest.substr(0, colon)) + " ON ",
                      " IS " + std::string(label.substr(0, length))));
    rest = label.substr(std::min(label.size(), length + 2));
  }
}

void write_extension_dependencies(const Entry& entry, Written& written) {
  const std::string& extensions = entry["depends_on_extension"];
  if (extensions.empty()) return;
  const bool aggregate = entry.identity.kind == "aggregate";
  for (const auto extension : split(extensions, ',')) {
    written.add("ALTER " + (aggregate ? "FUNCTION " + entry.name() : object_reference(entry)) +
                " DEPENDS ON EXTENSION " + std::string(trim(extension)) + ";");
  }
}

/// The word of default privileges for a kind; empty if it has none.
std::string sort_of(const std::string& kind) {
  if (contains(Words{"table", "view", "materialized view", "foreign table"}, kind)) return "tables";
  if (kind == "sequence") return "sequences";
  if (kind == "schema") return "schemas";
  if (contains(Words{"function", "procedure", "window function", "aggregate"}, kind)) {
    return "functions";
  }
  if (contains(Words{"enum", "domain", "composite type", "range type", "base type"}, kind)) {
    return "types";
  }
  return "";
}

/// What the object has when it was made and given to its owner.
Privileges at_creation(const Entry& entry, const Privileges& built_in, const Context& context) {
  Privileges given = built_in;
  const std::string sort = sort_of(entry.identity.kind);
  const auto global = context.default_privileges.find({sort, ""});
  if (!sort.empty() && global != context.default_privileges.end()) given = global->second;
  const auto local = context.default_privileges.find({sort, entry.identity.schema});
  if (!sort.empty() && !entry.identity.schema.empty() &&
      local != context.default_privileges.end()) {
    for (const auto& [grant, names] : local->second) {
      for (const auto& name : names) {
        if (!contains(given[grant], name)) given[grant].push_back(name);
      }
    }
  }
  Privileges result;
  for (auto& [grant, names] : given) {
    Grant owned = grant;
    if (owned.role == context.role && entry.has("owner")) owned.role = entry["owner"];
    result[owned] = names;
  }
  return result;
}

PrivilegesOn privileges_on(const Entry& entry, const Context& context) {
  PrivilegesOn on{.reference = grant_reference(entry)};
  const auto all = built_in_privileges(entry.identity.kind, "owner", context.server_version());
  if (all && all->contains({"owner", "", false})) on.all = all->at({"owner", "", false});
  if (entry.identity.kind == "column") on.columns = " (" + entry.identity.name + ")";
  if (entry.identity.kind == "database") on.reference = "DATABASE %I";
  return on;
}

void add_privileges(const Privileges& given, const Privileges& wanted, const Entry& entry,
                    const Context& context, Written& written) {
  for (auto& statement : privilege_statements(given, wanted, privileges_on(entry, context))) {
    if (entry.identity.kind == "database") {
      statement.pop_back();
      statement = in_this_database(statement);
    }
    written.add(std::move(statement));
  }
}

void write_privileges(const Entry& entry, const Context& context, Written& written) {
  const std::string& owner = entry.has("owner") ? entry["owner"] : context.role;
  const auto built_in = built_in_privileges(entry.identity.kind, owner, context.server_version());
  if (!built_in) return;
  const Privileges wanted =
      entry.has("privileges") ? parse_privileges(entry["privileges"]) : *built_in;
  add_privileges(at_creation(entry, *built_in, context), wanted, entry, context, written);
}

std::optional<std::string> value(const catalog::Change& change, std::string_view name, bool after) {
  for (const auto& attribute : change.attributes) {
    if (attribute.name == name) return after ? attribute.after : attribute.before;
  }
  return std::nullopt;
}

/// The privileges of one side of a change: of a brought object since it was brought.
Privileges privileges_at(const catalog::Change& change, const Entry& entry, const Context& context,
                         bool after) {
  if (const auto text = value(change, "privileges", after)) return parse_privileges(*text);
  const auto owner = value(change, "owner", after).value_or(entry["owner"]);
  return built_in_privileges(entry.identity.kind, owner, context.server_version())
      .value_or(Privileges{});
}

/// What was granted and revoked since an extension brought the object, on one side of a change.
Privileges since(const catalog::Change& change, const Entry& entry, std::string_view name,
                 bool after) {
  for (const auto& attribute : change.attributes) {
    if (attribute.name == name) {
      return parse_privileges((after ? attribute.after : attribute.before).value_or(""));
    }
  }
  return parse_privileges(entry[name]);
}

}  // namespace

std::string in_this_database(const std::string& format) {
  return "DO $$\nBEGIN\n    EXECUTE format(\n        " + sql::quote_literal(format) +
         ",\n        current_database());\nEND\n$$;";
}

void write_belongings(const Entry& entry, const Context& context, Written& written) {
  write_owner(entry, context, written);
  write_comment(entry, context, written);
  write_labels(entry, entry["security_label"], written);
  write_extension_dependencies(entry, written);
  write_privileges(entry, context, written);
}

bool is_brought(const Entry& entry, const Objects& objects) {
  if (entry.identity.kind == "column") {
    const Entry* relation = objects.find_root(entry.root);
    return relation == nullptr || is_brought(*relation, objects);
  }
  return contains(kinds_with_owner, entry.identity.kind) && !entry.has("owner");
}

void write_privileges_since(const Entry& entry, const Context& context, Written& written) {
  add_privileges(parse_privileges(entry["revoked_privileges"]),
                 parse_privileges(entry["privileges"]), entry, context, written);
}

bool write_changed_belongings(const catalog::Change& change, const Context& context,
                              Written& written) {
  static const Words known{"owner", "comment", "security_label", "privileges",
                           "revoked_privileges"};
  const Entry* entry = context.objects.find(change.identity);
  if (entry == nullptr || change.kind != catalog::ChangeKind::changed ||
      !std::ranges::all_of(change.attributes,
                           [](const auto& attribute) { return contains(known, attribute.name); })) {
    return false;
  }
  for (const auto& attribute : change.attributes) {
    if (attribute.name == "owner")
      written.add(about(*entry, "ALTER ", " OWNER TO " + *attribute.after));
    if (attribute.name == "comment") written.add(comment_sql(*entry, attribute.after.value_or("")));
    if (attribute.name == "security_label") {
      write_labels(*entry, attribute.after.value_or(""), written);
    }
  }
  if (is_brought(*entry, context.objects)) {
    add_privileges(since(change, *entry, "privileges", false),
                   since(change, *entry, "privileges", true), *entry, context, written);
    add_privileges(since(change, *entry, "revoked_privileges", true),
                   since(change, *entry, "revoked_privileges", false), *entry, context, written);
  } else if (std::ranges::any_of(change.attributes, [](const auto& attribute) {
               return attribute.name == "privileges";
             })) {
    add_privileges(privileges_at(change, *entry, context, false),
                   privileges_at(change, *entry, context, true), *entry, context, written);
  }
  return true;
}

}  // namespace pgstair::author
